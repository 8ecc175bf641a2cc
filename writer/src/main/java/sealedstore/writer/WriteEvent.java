package sealedstore.writer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import sealedstore.items.event.EventParser;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.item.Attributes;
import sealedstore.items.item.ItemId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An event of the writer.
 *
 * @param id of the item
 * @param data a DynamoDB map
 * @param ifAbsent whether an existing item is kept
 * @param ifMatch the request id of the item to replace or delete; any other is kept
 * @param delete whether the item is deleted
 * @param expiresAt epoch seconds
 * @param redriven the request id under which the event failed, if it comes from the failure queue
 */
record WriteEvent(
    ItemId id,
    Optional<AttributeValue> data,
    boolean ifAbsent,
    Optional<String> ifMatch,
    boolean delete,
    OptionalLong expiresAt,
    Optional<String> redriven) {

  private static final AttributeValue SOURCE = AttributeValue.fromS("lambda1");

  /** Longer than a failed event can wait: 6 hours in Lambda, then 14 days in the failure queue. */
  private static final Duration TOMBSTONE_LIFE = Duration.ofDays(15);

  static WriteEvent read(InputStream input, Instant now) throws InvalidEvent, IOException {
    return EventParser.parse(input, fields -> read(fields, now));
  }

  private static WriteEvent read(EventParser fields, Instant now) throws InvalidEvent, IOException {
    ItemId id = ItemId.DEFAULT;
    Optional<AttributeValue> data = Optional.empty();
    boolean ifAbsent = false;
    Optional<String> ifMatch = Optional.empty();
    boolean delete = false;
    OptionalLong expiresAt = OptionalLong.empty();
    Optional<String> redriven = Optional.empty();
    for (String field = fields.next(); field != null; field = fields.next()) {
      switch (field) {
        case "id" -> id = fields.id();
        case "data" -> data = Optional.of(fields.object());
        case "ifAbsent" -> ifAbsent = fields.flag();
        case "ifMatch" -> ifMatch = Optional.of(fields.requestId());
        case "delete" -> delete = fields.flag();
        case "expiresAt" -> expiresAt = OptionalLong.of(fields.expiry(now));
        case "redriven" -> redriven = Optional.of(fields.requestId());
        default -> throw fields.unknownField();
      }
    }
    if (ifMatch.isPresent() && ifAbsent) {
      throw new InvalidEvent("ifMatch: must not be given with ifAbsent");
    }
    if (delete && (data.isPresent() || ifAbsent || expiresAt.isPresent())) {
      throw new InvalidEvent("delete: must not be given with data, ifAbsent or expiresAt");
    }
    return new WriteEvent(id, data, ifAbsent, ifMatch, delete, expiresAt, redriven);
  }

  /** The same event with another id. */
  WriteEvent withId(ItemId other) {
    return new WriteEvent(other, data, ifAbsent, ifMatch, delete, expiresAt, redriven);
  }

  /**
   * The item to store; for a delete the tombstone that takes its place.
   *
   * @param requestId the invocation's AWS request id
   */
  Map<String, AttributeValue> item(String requestId, Instant now) {
    var item = new LinkedHashMap<String, AttributeValue>();
    item.put(Attributes.ID, AttributeValue.fromS(id.value()));
    item.put(Attributes.SOURCE, SOURCE);
    item.put(Attributes.REQUEST_ID, AttributeValue.fromS(requestId));
    if (delete) {
      item.put(Attributes.DELETED_AT, number(now.toEpochMilli()));
      item.put(Attributes.EXPIRES_AT, number(now.plus(TOMBSTONE_LIFE).getEpochSecond()));
      return item;
    }
    data.ifPresent(value -> item.put(Attributes.DATA, value));
    expiresAt.ifPresent(seconds -> item.put(Attributes.EXPIRES_AT, number(seconds)));
    return item;
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
