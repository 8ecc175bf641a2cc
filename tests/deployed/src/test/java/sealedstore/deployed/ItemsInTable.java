package sealedstore.deployed;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The stack's items, read past the reader. */
record ItemsInTable(DynamoDbClient client, Stack stack) {

  private static final String DENIED = "AccessDeniedException";

  /**
   * An item, or an empty map. Where the stack lists the roles that use its key, a caller that is
   * none of them ends the test as skipped.
   */
  Map<String, AttributeValue> item(String id) {
    try {
      return client
          .getItem(
              r ->
                  r.tableName(stack.outputs().get("TableName"))
                      .key(Map.of("id", AttributeValue.fromS(id)))
                      .consistentRead(true))
          .item();
    } catch (DynamoDbException e) {
      if (!listsRoles() || !DENIED.equals(e.awsErrorDetails().errorCode())) {
        throw e;
      }
      return abort(
          "not compared with the table: only roles of DeploymentRoleArns and RestoreRoleArns read it");
    }
  }

  private boolean listsRoles() {
    return !stack.parameters().getOrDefault("DeploymentRoleArns", "").isEmpty();
  }
}
