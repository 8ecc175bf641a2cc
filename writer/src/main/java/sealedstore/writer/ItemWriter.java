package sealedstore.writer;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import sealedstore.items.dynamodb.TableName;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.item.ItemSize;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Stores items and tombstones in the table. */
@Singleton
final class ItemWriter {

  private final DynamoDbClient dynamoDb;
  private final TableName table;

  ItemWriter(DynamoDbClient dynamoDb, TableName table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * Stores the item of an event, or the tombstone if it deletes one.
   *
   * @param requestId the invocation's AWS request id
   * @throws StoreFault if DynamoDB did not say whether it stored the item
   */
  WriteOutcome write(WriteEvent event, String requestId, Instant now) {
    Map<String, AttributeValue> item = event.item(requestId, now);
    long bytes = ItemSize.of(item);
    if (bytes > ItemSize.MAX_BYTES) {
      return new WriteOutcome.TooLarge(bytes);
    }
    try {
      dynamoDb.putItem(request(event, item, requestId, now));
      return event.delete() ? new WriteOutcome.Deleted(event.id()) : new WriteOutcome.Written(item);
    } catch (ConditionalCheckFailedException e) {
      return event.ifAbsent() ? new WriteOutcome.AlreadyExists() : new WriteOutcome.Changed();
    } catch (DynamoDbException e) {
      if (isTooLarge(e)) {
        return new WriteOutcome.TooLarge(bytes);
      }
      throw StoreFault.of(e);
    } catch (SdkException e) {
      throw StoreFault.of(e);
    }
  }

  /** The same writer with another client. */
  ItemWriter with(DynamoDbClient other) {
    return new ItemWriter(other, table);
  }

  /** The request that stores the item of an event. */
  PutItemRequest request(
      WriteEvent event, Map<String, AttributeValue> item, String requestId, Instant now) {
    var put = PutItemRequest.builder().tableName(table.value()).item(item);
    WriteCondition.of(event, requestId, now)
        .ifPresent(
            condition ->
                put.conditionExpression(condition.expression())
                    .expressionAttributeValues(condition.values()));
    return put.build();
  }

  /** DynamoDB decides on an item's size, and says so only in this message. */
  private static boolean isTooLarge(DynamoDbException e) {
    var details = e.awsErrorDetails();
    return details != null
        && "ValidationException".equals(details.errorCode())
        && String.valueOf(details.errorMessage()).contains("Item size has exceeded");
  }
}
