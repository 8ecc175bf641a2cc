package sealedstore.items;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** Reads the fields of an event, one after the other, straight from its bytes. */
public final class EventParser implements AutoCloseable {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private final JsonParser json;
  private final Set<String> seen = new HashSet<>();
  private String field;

  private EventParser(JsonParser json) {
    this.json = json;
  }

  /**
   * What one event says, read with one parser.
   *
   * @param <E> the event's type
   */
  @FunctionalInterface
  public interface Form<E> {
    E read(EventParser event) throws InvalidEvent, IOException;
  }

  /**
   * Reads one event.
   *
   * @param input a JSON object in UTF-8
   * @param form takes the fields it knows
   * @throws InvalidEvent if the input is not one JSON object or its form refuses it
   * @throws IOException if the input cannot be read
   */
  public static <E> E parse(InputStream input, Form<E> form) throws InvalidEvent, IOException {
    try (var event = new EventParser(JSON.createParser(input))) {
      event.start();
      E result = form.read(event);
      event.end();
      return result;
    } catch (JsonProcessingException e) {
      // Its message quotes the input.
      var at = e.getLocation();
      throw new InvalidEvent(
          "the event is not valid JSON at line %d, column %d"
              .formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  private void start() throws InvalidEvent, IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidEvent("the event must be a JSON object, and is " + kind());
    }
  }

  private void end() throws InvalidEvent, IOException {
    if (json.nextToken() != null) {
      throw new InvalidEvent("the event must be one JSON object, and more follows it");
    }
  }

  /**
   * Moves to the value of the next field.
   *
   * @return the field's name, or null after the last one
   * @throws InvalidEvent if the field came before
   */
  public String next() throws InvalidEvent, IOException {
    field = json.nextFieldName();
    if (field == null) {
      return null;
    }
    if (!seen.add(field)) {
      throw new InvalidEvent(field + ": must not be given twice");
    }
    json.nextToken();
    return field;
  }

  /** The id that the current field holds. */
  public ItemId id() throws InvalidEvent, IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new InvalidEvent(field + ": must be a string, and is " + kind());
    }
    return ItemId.of(field, json.getText());
  }

  /** The fault of a field that the form does not know. */
  public InvalidEvent unknownField() {
    return new InvalidEvent(field + ": is not a field of this event");
  }

  private String kind() throws IOException {
    return switch (json.currentToken()) {
      case null -> "empty";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string of %,d characters".formatted(json.getTextLength());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "null";
    };
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
