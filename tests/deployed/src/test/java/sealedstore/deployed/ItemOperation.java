package sealedstore.deployed;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * DynamoDB's operations on a table and its items. Without PartiQL, which the local AWS refuses to
 * every role.
 */
enum ItemOperation {
  PUT_ITEM((client, table) -> client.putItem(r -> r.tableName(table).item(item()))),
  GET_ITEM((client, table) -> client.getItem(r -> r.tableName(table).key(key()))),
  BATCH_GET_ITEM(
      (client, table) ->
          client.batchGetItem(
              r ->
                  r.requestItems(
                      Map.of(table, KeysAndAttributes.builder().keys(List.of(key())).build())))),
  BATCH_WRITE_ITEM(
      (client, table) ->
          client.batchWriteItem(
              r ->
                  r.requestItems(
                      Map.of(
                          table,
                          List.of(
                              WriteRequest.builder()
                                  .putRequest(PutRequest.builder().item(item()).build())
                                  .build()))))),
  QUERY(
      (client, table) ->
          client.query(
              r ->
                  r.tableName(table)
                      .keyConditionExpression("id = :id")
                      .expressionAttributeValues(Map.of(":id", key().get("id"))))),
  SCAN((client, table) -> client.scan(r -> r.tableName(table))),
  UPDATE_ITEM((client, table) -> client.updateItem(r -> r.tableName(table).key(key()))),
  DELETE_ITEM((client, table) -> client.deleteItem(r -> r.tableName(table).key(key()))),
  TRANSACT_WRITE_ITEMS(
      (client, table) ->
          client.transactWriteItems(
              r ->
                  r.transactItems(
                      TransactWriteItem.builder()
                          .delete(Delete.builder().tableName(table).key(key()).build())
                          .build()))),
  DESCRIBE_TABLE((client, table) -> client.describeTable(r -> r.tableName(table))),
  DELETE_TABLE((client, table) -> client.deleteTable(r -> r.tableName(table)));

  private final BiConsumer<DynamoDbClient, String> call;

  ItemOperation(BiConsumer<DynamoDbClient, String> call) {
    this.call = call;
  }

  boolean refused(DynamoDbClient client, String table) {
    return Refusal.refused(() -> call.accept(client, table));
  }

  static Map<String, AttributeValue> item() {
    return Map.of("id", key().get("id"), "source", AttributeValue.fromS("access test"));
  }

  static Map<String, AttributeValue> key() {
    return Map.of("id", AttributeValue.fromS("access-test"));
  }
}
