package sealedstore.writer;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition on which DynamoDB stores the item of an event. It is evaluated with the item that
 * is there, and it names attributes directly: none is a reserved word of DynamoDB.
 *
 * <p>An item with {@code deletedAt} was deleted, whatever its {@code expiresAt} is. A comparison
 * with an attribute that is missing or no number is false.
 *
 * @param expression a condition expression
 * @param values the values of its placeholders
 */
record WriteCondition(String expression, Map<String, AttributeValue> values) {

  private static final String EXPIRED = "expiresAt <= :now";
  private static final String DELETED = "attribute_exists(deletedAt)";
  private static final String NOT_DELETED = "attribute_not_exists(deletedAt)";

  private static final String ABSENT = "attribute_not_exists(id) OR " + EXPIRED + " OR " + DELETED;
  private static final String ABSENT_AND_NOT_DELETED =
      "attribute_not_exists(id) OR " + EXPIRED + " AND " + NOT_DELETED;
  private static final String UNCHANGED =
      "requestId = :ifMatch AND NOT " + EXPIRED + " AND " + NOT_DELETED;

  /** Added to each condition, so that a repeat of the request that wrote the item succeeds. */
  private static final String OR_OWN = " OR requestId = :requestId";

  /** Added for a redriven event whose first invocation failed, but had stored the item. */
  private static final String OR_FIRST = " OR requestId = :redriven";

  /**
   * The condition of an event; empty if it replaces whatever is there.
   *
   * @param requestId the invocation's AWS request id
   */
  static Optional<WriteCondition> of(WriteEvent event, String requestId, Instant now) {
    return base(event).map(base -> of(base, event, requestId, now));
  }

  private static WriteCondition of(String base, WriteEvent event, String requestId, Instant now) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":requestId", AttributeValue.fromS(requestId));
    event.ifMatch().ifPresent(id -> values.put(":ifMatch", AttributeValue.fromS(id)));
    event.redriven().ifPresent(id -> values.put(":redriven", AttributeValue.fromS(id)));
    // DynamoDB refuses a value that the expression does not use.
    if (base.contains(EXPIRED)) {
      values.put(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())));
    }
    return new WriteCondition(
        base + OR_OWN + (event.redriven().isPresent() ? OR_FIRST : ""), values);
  }

  private static Optional<String> base(WriteEvent event) {
    if (event.ifMatch().isPresent()) {
      return Optional.of(UNCHANGED);
    }
    boolean redriven = event.redriven().isPresent();
    if (event.ifAbsent()) {
      return Optional.of(redriven ? ABSENT_AND_NOT_DELETED : ABSENT);
    }
    // A delete brings nothing back: it may replace the tombstone of another.
    return redriven && !event.delete() ? Optional.of(NOT_DELETED) : Optional.empty();
  }
}
