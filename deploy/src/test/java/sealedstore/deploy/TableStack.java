package sealedstore.deploy;

import static sealedstore.deploy.Stage.AWS;
import static sealedstore.deploy.Stage.CLOUD_FORMATION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * Prod on the local AWS, with the template's table and key, and a writer that is never called. No
 * other test uses it.
 */
final class TableStack {

  static final String NAME = "acme-prod-sealed-store";
  static final String TABLE = "acme-prod-items";
  static final String WRITER = "acme-prod-writer";

  /** So that no comparison has to wait. */
  static final long CAPACITY = 4_000;

  private TableStack() {}

  static void create(ObjectNode template) {
    var resources = (ObjectNode) template.get("Resources");
    resources.retain("ItemsTable", "ItemsKey");
    ((ObjectNode) resources.get("ItemsTable")).remove("DependsOn");
    resources
        .putObject("Writer")
        .put("Type", "AWS::Lambda::Function")
        .putObject("Properties")
        .put("FunctionName", WRITER)
        .put("Runtime", "python3.13")
        .put("Handler", "index.handler")
        .put("Role", "arn:aws:iam::000000000000:role/none")
        .putObject("Code")
        .put("ZipFile", "def handler(event, context): pass");
    template.remove(List.of("Transform", "Globals", "Metadata", "Outputs"));
    CLOUD_FORMATION.createStack(
        it ->
            it.stackName(NAME)
                .templateBody(template.toString())
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .parameters(
                    Map.of(
                            "Environment", "prod",
                            "ReadCapacity", Long.toString(CAPACITY),
                            "WriteCapacity", Long.toString(CAPACITY))
                        .entrySet()
                        .stream()
                        .map(
                            each ->
                                Parameter.builder()
                                    .parameterKey(each.getKey())
                                    .parameterValue(each.getValue())
                                    .build())
                        .toList()));
    CLOUD_FORMATION.waiter().waitUntilStackCreateComplete(it -> it.stackName(NAME));
  }

  /** Also what it retains. */
  static void delete() {
    CLOUD_FORMATION.deleteStack(it -> it.stackName(NAME));
    CLOUD_FORMATION.waiter().waitUntilStackDeleteComplete(it -> it.stackName(NAME));
    for (String table : Stage.tables()) {
      if (table.startsWith(TABLE)) {
        AWS.dynamoDb().updateTable(it -> it.tableName(table).deletionProtectionEnabled(false));
        AWS.dynamoDb().deleteTable(it -> it.tableName(table));
      }
    }
  }
}
