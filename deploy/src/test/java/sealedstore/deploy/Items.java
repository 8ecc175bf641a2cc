package sealedstore.deploy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Items of a table, as the writer stores them. */
public record Items(DynamoDbClient client, String table) {

  private static final int BATCH = 25;

  static Map<String, AttributeValue> item(String id, String requestId, int value) {
    return Map.of(
        "id", AttributeValue.fromS(id),
        "source", AttributeValue.fromS("lambda1"),
        "requestId", AttributeValue.fromS(requestId),
        "data", AttributeValue.fromM(Map.of("n", AttributeValue.fromN(Integer.toString(value)))));
  }

  public static Map<String, AttributeValue> tombstone(String id, String requestId) {
    return Map.of(
        "id", AttributeValue.fromS(id),
        "source", AttributeValue.fromS("lambda1"),
        "requestId", AttributeValue.fromS(requestId),
        "deletedAt", AttributeValue.fromN("1795000000000"),
        "expiresAt", AttributeValue.fromN("9999999999"));
  }

  void put(List<Map<String, AttributeValue>> items) {
    batches(
        items.stream()
            .map(item -> WriteRequest.builder().putRequest(it -> it.item(item)).build())
            .toList());
  }

  void delete(List<String> ids) {
    batches(
        ids.stream()
            .map(
                id ->
                    WriteRequest.builder()
                        .deleteRequest(it -> it.key(Map.of("id", AttributeValue.fromS(id))))
                        .build())
            .toList());
  }

  private void batches(List<WriteRequest> writes) {
    for (int from = 0; from < writes.size(); from += BATCH) {
      var batch = writes.subList(from, Math.min(from + BATCH, writes.size()));
      BatchWriteItemResponse done =
          client.batchWriteItem(it -> it.requestItems(Map.of(table, batch)));
      if (!done.unprocessedItems().isEmpty()) {
        throw new IllegalStateException("not written");
      }
    }
  }

  /** Everything that the table has. */
  Map<String, Map<String, AttributeValue>> all() {
    var all = new HashMap<String, Map<String, AttributeValue>>();
    client
        .scanPaginator(it -> it.tableName(table).consistentRead(true))
        .items()
        .forEach(item -> all.put(item.get("id").s(), item));
    return all;
  }

  /** A time after every write until now and before every later one. */
  Instant now() {
    Instant written = Instant.now();
    Instant latest;
    do {
      latest =
          client
              .describeContinuousBackups(it -> it.tableName(table))
              .continuousBackupsDescription()
              .pointInTimeRecoveryDescription()
              .latestRestorableDateTime()
              .truncatedTo(ChronoUnit.MILLIS);
    } while (!latest.isAfter(written));
    return latest;
  }
}
