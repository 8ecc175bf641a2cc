package sealedstore.writer;

import jakarta.inject.Singleton;
import java.util.Map;
import sealedstore.items.TableName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores items in the table. */
@Singleton
final class ItemWriter {

  private final DynamoDbClient dynamoDb;
  private final TableName table;

  ItemWriter(DynamoDbClient dynamoDb, TableName table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * Stores the item.
   *
   * @param requestId the invocation's AWS request id
   * @return the item as stored
   */
  Map<String, AttributeValue> write(WriteEvent event, String requestId) {
    Map<String, AttributeValue> item =
        Map.of(
            "id", AttributeValue.fromS(event.id().value()),
            "source", AttributeValue.fromS("lambda1"),
            "requestId", AttributeValue.fromS(requestId));
    dynamoDb.putItem(put -> put.tableName(table.value()).item(item));
    return item;
  }
}
