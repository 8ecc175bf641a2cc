package sealedstore.items.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import sealedstore.items.item.ItemId;
import sealedstore.items.item.ItemSize;
import sealedstore.items.item.Refused;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the fields of an event one by one, directly from its bytes. */
public final class EventParser {

  private static final String MAX_EPOCH_SECONDS = "9999999999";

  /**
   * DynamoDB never deletes an item that expired over five years ago (AWS: "Using time to live (TTL)
   * in DynamoDB"): five years at their shortest.
   */
  private static final Duration LONGEST_PAST = Duration.ofDays(5 * 365);

  /** AWS's request ids have 36; an item that another tool wrote may have a longer one. */
  private static final int MAX_REQUEST_ID_BYTES = 128;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Lambda limits the event, and the rules of its fields what is in it: a limit of the
          // parser's would be told in place of the rule that is broken.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Callers choose the names in data: a table of them would be slow for names whose hashes
          // collide, and would fill the memory of the process.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final JsonParser json;
  private final Set<String> seen = new HashSet<>();

  private EventParser(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads the fields of one kind of event.
   *
   * @param <E> the event
   */
  @FunctionalInterface
  public interface EventReader<E> {
    E read(EventParser fields) throws InvalidEvent, IOException;
  }

  /**
   * Reads one event.
   *
   * @param input a JSON object in UTF-8
   * @param reader reads the fields that the event may have
   * @throws InvalidEvent if the input is not one JSON object, or breaks a rule of the event
   * @throws IOException if the input cannot be read
   */
  public static <E> E parse(InputStream input, EventReader<E> reader)
      throws InvalidEvent, IOException {
    try (JsonParser json = JSON.createParser(new Utf8Reader(input))) {
      return parse(json, reader);
    }
  }

  private static <E> E parse(JsonParser json, EventReader<E> reader)
      throws InvalidEvent, IOException {
    try {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidEvent("the event must be a JSON object, and is " + kind(json));
      }
      E event = reader.read(new EventParser(json));
      if (json.nextToken() != null) {
        throw new InvalidEvent("the event must be one JSON object, and more follows it");
      }
      return event;
    } catch (JsonProcessingException e) {
      // Position only: the message quotes the input.
      var at = e.getLocation();
      throw new InvalidEvent(
          "the event is not valid JSON at line %d, column %d"
              .formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  /**
   * Moves to the value of the next field.
   *
   * @return the field's name, or null after the last one
   * @throws InvalidEvent if the event has the field twice
   */
  public String next() throws InvalidEvent, IOException {
    String field = json.nextFieldName();
    if (field == null) {
      return null;
    }
    if (!seen.add(field)) {
      throw InvalidEvent.at(json, "must not be given twice");
    }
    json.nextToken();
    return field;
  }

  /** The current field as an id. */
  public ItemId id() throws InvalidEvent, IOException {
    expect(json.currentToken() == JsonToken.VALUE_STRING, "a string");
    try {
      return ItemId.of(Strings.paired(json, json.getText()));
    } catch (Refused e) {
      throw InvalidEvent.at(json, e.getMessage());
    }
  }

  /** The current field as a request id, 1 to 128 bytes in UTF-8. */
  public String requestId() throws InvalidEvent, IOException {
    expect(json.currentToken() == JsonToken.VALUE_STRING, "a string");
    String value = Strings.paired(json, json.getText());
    int bytes = ItemSize.utf8(value);
    if (bytes == 0 || bytes > MAX_REQUEST_ID_BYTES) {
      throw InvalidEvent.at(
          json,
          "must be 1 to %d bytes in UTF-8, and has %,d".formatted(MAX_REQUEST_ID_BYTES, bytes));
    }
    return value;
  }

  /** The current field, an object, as a DynamoDB map that reads back equal. */
  public AttributeValue object() throws InvalidEvent, IOException {
    expect(json.currentToken() == JsonToken.START_OBJECT, "an object");
    return new DataParser(json).object();
  }

  /** The current field as a boolean. */
  public boolean flag() throws InvalidEvent, IOException {
    expect(json.currentToken().isBoolean(), "true or false");
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  /**
   * The current field as the time at which an item expires, in epoch seconds, from five years
   * (1,825 days) ago to 9999999999.
   */
  public long expiry(Instant now) throws InvalidEvent, IOException {
    expect(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "an integer, in epoch seconds");
    boolean negative = json.getText().startsWith("-");
    if (!negative && json.getTextLength() > MAX_EPOCH_SECONDS.length()) {
      throw InvalidEvent.at(
          json,
          "must be at most "
              + MAX_EPOCH_SECONDS
              + " (epoch seconds, not milliseconds), and is more");
    }
    if (negative || json.getLongValue() < now.minus(LONGEST_PAST).getEpochSecond()) {
      throw InvalidEvent.at(
          json, "must be at most five years ago (epoch seconds, not a duration), and is earlier");
    }
    return json.getLongValue();
  }

  /** The error for an unknown field. */
  public InvalidEvent unknownField() {
    return InvalidEvent.at(json, "is not a field of this event");
  }

  private void expect(boolean asExpected, String type) throws InvalidEvent, IOException {
    if (!asExpected) {
      throw InvalidEvent.at(json, "must be " + type + ", and is " + kind(json));
    }
  }

  private static String kind(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case null -> "empty";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string of %,d characters".formatted(json.getTextLength());
      case VALUE_NUMBER_INT -> "an integer";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction or exponent";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "null";
    };
  }
}
