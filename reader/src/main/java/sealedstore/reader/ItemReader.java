package sealedstore.reader;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import sealedstore.items.dynamodb.TableName;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.item.Attributes;
import sealedstore.items.item.ItemCheck;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Looks items up in the table. */
@Singleton
final class ItemReader {

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
   * @throws StoreFault if DynamoDB did not answer, or answered with an invalid item
   */
  ReadOutcome read(ReadEvent event) {
    try {
      var response = dynamoDb.getItem(request(event));
      if (!ItemCheck.isValid(response.item())) {
        throw StoreFault.ofInvalidItem(response);
      }
      return response.hasItem() && !isMissing(response.item())
          ? new ReadOutcome.Found(response.item())
          : new ReadOutcome.Missing();
    } catch (SdkException e) {
      throw StoreFault.of(e);
    }
  }

  /** The same reader with another client. */
  ItemReader with(DynamoDbClient other) {
    return new ItemReader(other, table, clock);
  }

  /** The request that looks an item up. */
  GetItemRequest request(ReadEvent event) {
    return GetItemRequest.builder()
        .tableName(table.value())
        .key(Map.of(Attributes.ID, AttributeValue.fromS(event.id().value())))
        .consistentRead(event.consistent())
        .build();
  }

  private boolean isMissing(Map<String, AttributeValue> item) {
    return item.containsKey(Attributes.DELETED_AT) || hasExpired(item);
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
