package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.Stage.AWS;
import static sealedstore.deploy.Stage.CLOUD_FORMATION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * Prod on the local AWS, with the template's table and key, and a writer that is never called. No
 * other test uses it.
 */
final class TableStack {

  private static final DynamoDbClient DYNAMO_DB = AWS.dynamoDb();

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
    ((ObjectNode) template.get("Outputs")).retain("KeyArn");
    template.remove(List.of("Transform", "Globals", "Metadata"));
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

  /** Fails unless a table has all that the template gives the live one. */
  static void assertHasSettings(String name) {
    TableDescription table = table(name);
    String key =
        CLOUD_FORMATION
            .describeStackResource(it -> it.stackName(NAME).logicalResourceId("ItemsKey"))
            .stackResourceDetail()
            .physicalResourceId();
    assertThat(table.sseDescription().kmsMasterKeyArn()).endsWith(":key/" + key);
    assertThat(table.deletionProtectionEnabled()).isTrue();
    assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(CAPACITY);
    var recovery =
        DYNAMO_DB
            .describeContinuousBackups(it -> it.tableName(name))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription();
    assertThat(recovery.recoveryPeriodInDays()).isEqualTo(35);
    assertThat(
            DYNAMO_DB
                .describeTimeToLive(it -> it.tableName(name))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expiresAt");
    assertThat(DYNAMO_DB.getResourcePolicy(it -> it.resourceArn(table.tableArn())).policy())
        .contains("TlsOnly", "\"" + table.tableArn() + "\"");
    assertThat(DYNAMO_DB.listTagsOfResource(it -> it.resourceArn(table.tableArn())).tags())
        .contains(
            Tag.builder().key("Company").value("acme").build(),
            Tag.builder().key("Environment").value("prod").build());
  }

  static TableDescription table(String name) {
    return DYNAMO_DB.describeTable(it -> it.tableName(name)).table();
  }

  /** The reserved concurrency of the writer; null if none is reserved. */
  static Integer writerConcurrency() {
    return AWS.lambda()
        .getFunctionConcurrency(it -> it.functionName(WRITER))
        .reservedConcurrentExecutions();
  }

  /** Also what it retains. */
  static void delete() {
    CLOUD_FORMATION.deleteStack(it -> it.stackName(NAME));
    CLOUD_FORMATION.waiter().waitUntilStackDeleteComplete(it -> it.stackName(NAME));
    for (String table : Stage.tables()) {
      if (table.startsWith(TABLE)) {
        DYNAMO_DB.updateTable(it -> it.tableName(table).deletionProtectionEnabled(false));
        DYNAMO_DB.deleteTable(it -> it.tableName(table));
      }
    }
  }
}
