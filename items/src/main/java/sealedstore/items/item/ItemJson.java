package sealedstore.items.item;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes items as JSON. Types that the writer never stores become the nearest of JSON: sets become
 * arrays, and binary becomes Base64 text.
 */
public final class ItemJson {

  private ItemJson() {}

  /** Writes the attributes into the generator's current object. */
  public static void fields(JsonGenerator json, Map<String, AttributeValue> attributes)
      throws IOException {
    for (var attribute : attributes.entrySet()) {
      json.writeFieldName(attribute.getKey());
      value(json, attribute.getValue());
    }
  }

  private static void value(JsonGenerator json, AttributeValue value) throws IOException {
    switch (value.type()) {
      case S -> json.writeString(value.s());
      case N -> json.writeNumber(StoredNumber.shortest(value.n()));
      case BOOL -> json.writeBoolean(value.bool());
      case M -> {
        json.writeStartObject();
        fields(json, value.m());
        json.writeEndObject();
      }
      case L -> array(json, value.l(), element -> value(json, element));
      case SS -> array(json, value.ss(), json::writeString);
      case NS -> array(json, value.ns(), n -> json.writeNumber(StoredNumber.shortest(n)));
      case B -> json.writeString(base64(value.b()));
      case BS -> array(json, value.bs(), bytes -> json.writeString(base64(bytes)));
      case NUL, UNKNOWN_TO_SDK_VERSION -> json.writeNull();
    }
  }

  private interface Element<T> {
    void write(T element) throws IOException;
  }

  private static <T> void array(JsonGenerator json, List<T> elements, Element<T> writer)
      throws IOException {
    json.writeStartArray();
    for (T element : elements) {
      writer.write(element);
    }
    json.writeEndArray();
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }
}
