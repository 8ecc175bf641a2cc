package sealedstore.writer;

import java.io.IOException;
import java.io.InputStream;
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
 * @param expiresAt epoch seconds
 */
record WriteEvent(
    ItemId id, Optional<AttributeValue> data, boolean ifAbsent, OptionalLong expiresAt) {

  private static final AttributeValue SOURCE = AttributeValue.fromS("lambda1");

  static WriteEvent read(InputStream input) throws InvalidEvent, IOException {
    return EventParser.parse(input, WriteEvent::read);
  }

  private static WriteEvent read(EventParser fields) throws InvalidEvent, IOException {
    ItemId id = ItemId.DEFAULT;
    Optional<AttributeValue> data = Optional.empty();
    boolean ifAbsent = false;
    OptionalLong expiresAt = OptionalLong.empty();
    for (String field = fields.next(); field != null; field = fields.next()) {
      switch (field) {
        case "id" -> id = fields.id();
        case "data" -> data = Optional.of(fields.object());
        case "ifAbsent" -> ifAbsent = fields.flag();
        case "expiresAt" -> expiresAt = OptionalLong.of(fields.epochSeconds());
        default -> throw fields.unknownField();
      }
    }
    return new WriteEvent(id, data, ifAbsent, expiresAt);
  }

  /** The same event with another id. */
  WriteEvent withId(ItemId other) {
    return new WriteEvent(other, data, ifAbsent, expiresAt);
  }

  /**
   * The item to store.
   *
   * @param requestId the invocation's AWS request id
   */
  Map<String, AttributeValue> item(String requestId) {
    var item = new LinkedHashMap<String, AttributeValue>();
    item.put(Attributes.ID, AttributeValue.fromS(id.value()));
    item.put(Attributes.SOURCE, SOURCE);
    item.put(Attributes.REQUEST_ID, AttributeValue.fromS(requestId));
    data.ifPresent(value -> item.put(Attributes.DATA, value));
    expiresAt.ifPresent(
        seconds -> item.put(Attributes.EXPIRES_AT, AttributeValue.fromN(Long.toString(seconds))));
    return item;
  }
}
