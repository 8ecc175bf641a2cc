package sealedstore.deploy.restore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.restore.Difference.Live;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Copies items as they were into the live table, each only where that has not changed since the
 * comparison. Items keep their requestId.
 *
 * @param pace of writing
 * @param overDeleted whether to replace the tombstones of items that were deleted since
 */
record CopyBack(
    TableReader restored,
    DynamoDbClient client,
    String live,
    Pace pace,
    Waiting waiting,
    boolean overDeleted) {

  /** What became of an id. */
  enum Outcome {
    COPIED("copied"),
    SAME("same in both tables"),
    DELETED_IN_BOTH("deleted in both tables"),
    NOT_RESTORED("kept: the restored table has no such item"),
    DELETED("kept: deleted since; OVER_DELETED=1 stores it again"),
    UNKNOWN_WRITER("kept: has no requestId, so that a change would not be noticed"),
    CHANGED("kept: changed since the comparison; delete its file and compare again");

    private final String sentence;

    Outcome(String sentence) {
      this.sentence = sentence;
    }

    boolean isDone() {
      return this == COPIED || this == SAME || this == DELETED_IN_BOTH;
    }

    @Override
    public String toString() {
      return sentence;
    }
  }

  /** A condition on the live table's item, with the values that it names. */
  private record Condition(String expression, Map<String, AttributeValue> values) {}

  /**
   * @param compared the difference of this id; empty if there was none
   */
  Outcome copy(String id, Optional<Difference> compared) {
    Optional<Map<String, AttributeValue>> item = restored.get(id);
    if (item.isEmpty()) {
      return Outcome.NOT_RESTORED;
    }
    if (compared.isEmpty()) {
      return Outcome.SAME;
    }
    if (compared.get().live() instanceof Live.Tombstone) {
      if (Version.of(item.get()).tombstone()) {
        // An earlier tombstone would expire earlier, and a redriven event be stored after it.
        return Outcome.DELETED_IN_BOTH;
      }
      if (!overDeleted) {
        return Outcome.DELETED;
      }
    }
    return condition(compared.get().live())
        .map(condition -> put(item.get(), condition))
        .orElse(Outcome.UNKNOWN_WRITER);
  }

  private static Optional<Condition> condition(Live live) {
    return switch (live) {
      case Live.None() -> Optional.of(new Condition("attribute_not_exists(id)", Map.of()));
      case Live.Item(Optional<String> requestId) ->
          requestId.map(it -> unchanged(it, "attribute_not_exists(deletedAt)"));
      case Live.Tombstone(Optional<String> requestId) ->
          requestId.map(it -> unchanged(it, "attribute_exists(deletedAt)"));
    };
  }

  private static Condition unchanged(String requestId, String deleted) {
    return new Condition(
        "requestId = :compared AND " + deleted,
        Map.of(":compared", AttributeValue.fromS(requestId)));
  }

  private Outcome put(Map<String, AttributeValue> item, Condition condition) {
    pace.await();
    try {
      double units =
          waiting
              .call(() -> client.putItem(request(item, condition)))
              .consumedCapacity()
              .capacityUnits();
      pace.used(units, 1);
      return Outcome.COPIED;
    } catch (ConditionalCheckFailedException e) {
      pace.used(1, 1);
      return Outcome.CHANGED;
    }
  }

  /** A repeat, whose first answer was lost or whose run was stopped, finds its own item. */
  private PutItemRequest request(Map<String, AttributeValue> item, Condition condition) {
    var values = new HashMap<>(condition.values());
    String expression = condition.expression();
    AttributeValue requestId = item.get(Version.REQUEST_ID);
    if (requestId != null) {
      String same =
          item.containsKey(Version.DELETED_AT) ? "attribute_exists" : "attribute_not_exists";
      expression = "(%s) OR (requestId = :restored AND %s(deletedAt))".formatted(expression, same);
      values.put(":restored", requestId);
    }
    return PutItemRequest.builder()
        .tableName(live)
        .item(item)
        .conditionExpression(expression)
        .expressionAttributeValues(values.isEmpty() ? null : values)
        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
        .build();
  }
}
