package sealedstore.items;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a function returns: {@code {"statusCode": <int>, "body": "<JSON text>"}}.
 *
 * @param statusCode as in HTTP
 * @param body JSON in UTF-8
 */
public record Answer(int statusCode, byte[] body) {

  private static final JsonFactory JSON = new JsonFactory();

  /** 200 with the item written. */
  public static Answer written(Map<String, AttributeValue> item) {
    return of(
        200,
        json -> {
          json.writeObjectFieldStart("written");
          fields(json, item);
          json.writeEndObject();
        });
  }

  /** 200 with the item found. */
  public static Answer item(Map<String, AttributeValue> item) {
    return of(200, json -> fields(json, item));
  }

  /** 200 that says there is no item. */
  public static Answer missing() {
    return of(200, json -> json.writeBooleanField("missing", true));
  }

  /** 400 for an event that breaks the contract. */
  public static Answer invalid(InvalidEvent fault) {
    return error(400, "InvalidEvent", fault.getMessage());
  }

  private static Answer error(int statusCode, String code, String message) {
    return of(
        statusCode,
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("code", code);
          json.writeStringField("message", message);
          json.writeEndObject();
        });
  }

  private static void fields(JsonGenerator json, Map<String, AttributeValue> item)
      throws IOException {
    for (var attribute : item.entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue().s());
    }
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

  private static Answer of(int statusCode, Body body) {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to memory cannot fail", e);
    }
    return new Answer(statusCode, bytes.toByteArray());
  }
}
