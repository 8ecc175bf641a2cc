package sealedstore.writer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import sealedstore.items.dynamodb.TableName;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.item.Attributes;
import sealedstore.items.item.ItemId;
import sealedstore.items.item.ItemSize;
import sealedstore.items.snapstart.Priming;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Stores items in the table. */
@Singleton
final class ItemWriter {

  /** A retry of the request that wrote the item must find its own work and succeed. */
  private static final String ABSENT =
      "attribute_not_exists(#id) OR #requestId = :requestId OR #expiresAt <= :now";

  private static final Map<String, String> ABSENT_NAMES =
      Map.of(
          "#id", Attributes.ID,
          "#requestId", Attributes.REQUEST_ID,
          "#expiresAt", Attributes.EXPIRES_AT);

  /** Holds for no item and for none: the write that has it is never done. */
  private static final String NEVER = "attribute_exists(#id) AND attribute_not_exists(#id)";

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
   * @throws StoreFault if DynamoDB did not answer what became of it
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

  /**
   * Sends the write of an event under the priming id and a condition that cannot hold.
   *
   * @throws SdkException if DynamoDB did not answer, or refused it
   */
  void prime(WriteEvent event, Priming.Way way) {
    String requestId = ItemId.PRIMING.value();
    var item = event.withId(ItemId.PRIMING).item(requestId);
    var put =
        request(event, item, requestId).toBuilder()
            .conditionExpression(NEVER)
            .expressionAttributeNames(Map.of("#id", Attributes.ID))
            .overrideConfiguration(way);
    try {
      dynamoDb.putItem(put.build());
      throw new IllegalStateException("DynamoDB did a write whose condition cannot hold");
    } catch (ConditionalCheckFailedException e) {
      // As it must be.
    }
  }

  /** Attempts an exercise of a writer whose every write succeeds, with no network and no effect. */
  void primeLocally(Function<ItemWriter, Priming.Exercise> exercise) {
    Priming.attemptLocally(
        "a write that succeeds",
        dynamoDb,
        "{}",
        client -> exercise.apply(new ItemWriter(client, table, clock)));
  }

  private PutItemRequest request(
      WriteEvent event, Map<String, AttributeValue> item, String requestId) {
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

  /** DynamoDB has the last word on an item's size, and only this message to say so. */
  private static boolean isTooLarge(DynamoDbException e) {
    var details = e.awsErrorDetails();
    return details != null
        && "ValidationException".equals(details.errorCode())
        && String.valueOf(details.errorMessage()).contains("Item size has exceeded");
  }
}
