package sealedstore.writer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import sealedstore.items.dynamodb.TableName;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.item.Attributes;
import sealedstore.items.item.ItemSize;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Stores items in the table. */
@Singleton
final class ItemWriter {

  /** Also true for a retry of the request that wrote the item, so that the retry succeeds. */
  private static final String ABSENT =
      "attribute_not_exists(#id) OR #requestId = :requestId OR #expiresAt <= :now";

  private static final Map<String, String> ABSENT_NAMES =
      Map.of(
          "#id", Attributes.ID,
          "#requestId", Attributes.REQUEST_ID,
          "#expiresAt", Attributes.EXPIRES_AT);

  private final DynamoDbClient dynamoDb;
  private final TableName table;
  private final Clock clock;

  ItemWriter(DynamoDbClient dynamoDb, TableName table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Stores the item of an event.
   *
   * @param requestId the invocation's AWS request id
   * @throws StoreFault if DynamoDB did not say whether it stored the item
   */
  WriteOutcome write(WriteEvent event, String requestId) {
    Map<String, AttributeValue> item = event.item(requestId);
    long bytes = ItemSize.of(item);
    if (bytes > ItemSize.MAX_BYTES) {
      return new WriteOutcome.TooLarge(bytes);
    }
    try {
      dynamoDb.putItem(request(event, item, requestId));
      return new WriteOutcome.Written(item);
    } catch (ConditionalCheckFailedException e) {
      return new WriteOutcome.AlreadyExists();
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
    return new ItemWriter(other, table, clock);
  }

  /** The request that stores the item of an event. */
  PutItemRequest request(WriteEvent event, Map<String, AttributeValue> item, String requestId) {
    var put = PutItemRequest.builder().tableName(table.value()).item(item);
    if (event.ifAbsent()) {
      String now = Long.toString(clock.instant().getEpochSecond());
      put.conditionExpression(ABSENT)
          .expressionAttributeNames(ABSENT_NAMES)
          .expressionAttributeValues(
              Map.of(
                  ":requestId", AttributeValue.fromS(requestId),
                  ":now", AttributeValue.fromN(now)));
    }
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
