package sealedstore.deploy.restore;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads a table with strong consistency, no faster than a pace. */
record TableReader(DynamoDbClient client, String table, Pace pace, Waiting waiting) {

  /** Reads every item. */
  void scan(Consumer<Map<String, AttributeValue>> each) {
    scan(
        0,
        1,
        item -> {
          each.accept(item);
          return true;
        });
  }

  /**
   * Reads one of the equal parts that DynamoDB divides a table into by the hash of the ids.
   *
   * @param more whether to go on after this item
   */
  void scan(int segment, int segments, Predicate<Map<String, AttributeValue>> more) {
    Map<String, AttributeValue> next = Map.of();
    do {
      ScanResponse page = page(segment, segments, next);
      if (!page.items().stream().allMatch(more)) {
        return;
      }
      next = page.lastEvaluatedKey();
    } while (!next.isEmpty());
  }

  private ScanResponse page(int segment, int segments, Map<String, AttributeValue> from) {
    pace.await();
    ScanResponse page =
        waiting.call(
            () ->
                client.scan(
                    it ->
                        it.tableName(table)
                            .consistentRead(true)
                            .segment(segment)
                            .totalSegments(segments)
                            .limit(pace.items())
                            .exclusiveStartKey(from.isEmpty() ? null : from)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
    pace.used(page.consumedCapacity().capacityUnits(), page.count());
    return page;
  }

  /** Reads one item. */
  Optional<Map<String, AttributeValue>> get(String id) {
    pace.await();
    var answer =
        waiting.call(
            () ->
                client.getItem(
                    it ->
                        it.tableName(table)
                            .key(Version.key(id))
                            .consistentRead(true)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
    pace.used(answer.consumedCapacity().capacityUnits(), 1);
    return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
  }
}
