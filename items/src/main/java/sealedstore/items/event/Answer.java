package sealedstore.items.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import sealedstore.items.item.Attributes;
import sealedstore.items.item.ItemId;
import sealedstore.items.item.ItemJson;
import sealedstore.items.item.ItemSize;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a function returns: {@code {"statusCode": <int>, "body": "<JSON text>"}}.
 *
 * @param outcome for the log: Written, Deleted, Found, Missing, or the error's code
 * @param statusCode an HTTP status code
 * @param body JSON in UTF-8
 */
public record Answer(String outcome, int statusCode, byte[] body) {

  private static final String WRITTEN = "Written";
  private static final String FOUND = "Found";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  /** 200 with the item written. */
  public static Answer written(Map<String, AttributeValue> item) {
    return of(
        WRITTEN,
        200,
        json -> {
          json.writeObjectFieldStart("written");
          ItemJson.fields(json, item);
          json.writeEndObject();
        });
  }

  /** 200 that says which item was deleted. */
  public static Answer deleted(ItemId id) {
    return of(
        "Deleted",
        200,
        json -> {
          json.writeObjectFieldStart("deleted");
          json.writeStringField(Attributes.ID, id.value());
          json.writeEndObject();
        });
  }

  /** 200 with the item found. */
  public static Answer item(Map<String, AttributeValue> item) {
    return of(FOUND, 200, json -> ItemJson.fields(json, item));
  }

  /** 200 that says there is no item. */
  public static Answer missing() {
    return of("Missing", 200, json -> json.writeBooleanField("missing", true));
  }

  /** 400 for an event that breaks the contract, or 413 if its item is too large. */
  public static Answer invalid(InvalidEvent fault) {
    return fault instanceof ItemTooLarge
        ? error(413, "ItemTooLarge", fault.getMessage())
        : error(400, "InvalidEvent", fault.getMessage());
  }

  /** 409 for an {@code ifAbsent} write of an item that exists. */
  public static Answer exists() {
    return error(409, "ItemExists", "an item with this id exists; it was kept as it is");
  }

  /** 409 for an event that wants another item than the one that is there. */
  public static Answer changed() {
    return error(
        409,
        "ItemChanged",
        "the item is not the expected one: it was changed or deleted, has expired, or never existed");
  }

  /**
   * 413 for an item that is over DynamoDB's limit.
   *
   * @param bytes the item's size by DynamoDB's rules
   */
  public static Answer tooLarge(long bytes) {
    return error(
        413,
        "ItemTooLarge",
        "the item must be at most 400 KB (%,d bytes) by DynamoDB's rules, and has about %,d"
            .formatted(ItemSize.MAX_BYTES, bytes));
  }

  private static Answer error(int statusCode, String code, String message) {
    return of(
        code,
        statusCode,
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("code", code);
          json.writeStringField("message", message);
          json.writeEndObject();
        });
  }

  /** Whether the body holds an item. */
  public boolean hasItem() {
    return outcome.equals(WRITTEN) || outcome.equals(FOUND);
  }

  /** Whether the caller is at fault. A conflict is no fault: the condition did its work. */
  public boolean isRefusal() {
    return statusCode == 400 || statusCode == 413;
  }

  /** Writes this answer as the function's result. */
  public void writeTo(OutputStream output) throws IOException {
    try (var json = JSON.createGenerator(output)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", statusCode);
      json.writeFieldName("body");
      json.writeUTF8String(body, 0, body.length);
      json.writeEndObject();
    }
  }

  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static Answer of(String outcome, int statusCode, Body body) {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to memory cannot fail", e);
    }
    return new Answer(outcome, statusCode, bytes.toByteArray());
  }
}
