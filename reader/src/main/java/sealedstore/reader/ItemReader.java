package sealedstore.reader;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import sealedstore.items.dynamodb.TableName;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.item.Attributes;
import sealedstore.items.item.ItemId;
import sealedstore.items.snapstart.Priming;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Looks items up in the table. */
@Singleton
final class ItemReader {

  private static final String FOUND =
      """
      {"Item": {"id": {"S": "priming"}, "source": {"S": "lambda1"}, "requestId": {"S": "priming"},
       "data": {"M": {"text": {"S": "é"}, "number": {"N": "1.5"},
       "list": {"L": [{"BOOL": true}, {"NULL": true}]}}}, "expiresAt": {"N": "4102444800"}}}""";

  private final DynamoDbClient dynamoDb;
  private final TableName table;
  private final Clock clock;

  ItemReader(DynamoDbClient dynamoDb, TableName table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Looks an item up.
   *
   * @throws StoreFault if DynamoDB did not answer
   */
  ReadOutcome read(ReadEvent event) {
    var request = request(event).build();
    try {
      var response = dynamoDb.getItem(request);
      return response.hasItem() && !hasExpired(response.item())
          ? new ReadOutcome.Found(response.item())
          : new ReadOutcome.Missing();
    } catch (SdkException e) {
      throw StoreFault.of(e);
    }
  }

  /**
   * Looks the priming id up, which no item has.
   *
   * @throws SdkException if DynamoDB did not answer, or refused it
   */
  void prime(ReadEvent event, Priming.Way way) {
    var get = request(new ReadEvent(ItemId.PRIMING, event.consistent()));
    dynamoDb.getItem(get.overrideConfiguration(way).build());
  }

  /** Attempts an exercise of a reader that finds the same item under every id, with no network. */
  void primeLocally(Function<ItemReader, Priming.Exercise> exercise) {
    Priming.attemptLocally(
        "a read that finds an item",
        dynamoDb,
        FOUND,
        client -> exercise.apply(new ItemReader(client, table, clock)));
  }

  private GetItemRequest.Builder request(ReadEvent event) {
    return GetItemRequest.builder()
        .tableName(table.value())
        .key(Map.of(Attributes.ID, AttributeValue.fromS(event.id().value())))
        .consistentRead(event.consistent());
  }

  /**
   * DynamoDB deletes an expired item within days of its time, and ignores a TTL attribute that is
   * no number (AWS: "Using time to live (TTL) in DynamoDB").
   */
  private boolean hasExpired(Map<String, AttributeValue> item) {
    AttributeValue expiresAt = item.get(Attributes.EXPIRES_AT);
    if (expiresAt == null || expiresAt.n() == null) {
      return false;
    }
    var now = BigDecimal.valueOf(clock.instant().getEpochSecond());
    return new BigDecimal(expiresAt.n()).compareTo(now) <= 0;
  }
}
