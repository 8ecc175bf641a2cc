package sealedstore.bench.plain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An event's fields as attributes, and attributes as the body of a response. */
final class Json {

  private static final JsonFactory JSON = new JsonFactory();

  private Json() {}

  static Map<String, AttributeValue> read(InputStream input) throws IOException {
    try (JsonParser json = JSON.createParser(input)) {
      json.nextToken();
      return object(json);
    }
  }

  private static Map<String, AttributeValue> object(JsonParser json) throws IOException {
    var fields = new LinkedHashMap<String, AttributeValue>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json));
    }
    return fields;
  }

  private static AttributeValue value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> AttributeValue.fromM(object(json));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> AttributeValue.fromN(json.getText());
      case VALUE_TRUE, VALUE_FALSE -> AttributeValue.fromBool(json.getBooleanValue());
      default -> AttributeValue.fromS(json.getText());
    };
  }

  static void write(OutputStream output, Map<String, AttributeValue> item) throws IOException {
    var body = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      fields(json, item);
    }
    try (JsonGenerator json = JSON.createGenerator(output)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", 200);
      json.writeStringField("body", body.toString());
      json.writeEndObject();
    }
  }

  private static void fields(JsonGenerator json, Map<String, AttributeValue> item)
      throws IOException {
    json.writeStartObject();
    for (var field : item.entrySet()) {
      json.writeFieldName(field.getKey());
      AttributeValue value = field.getValue();
      switch (value.type()) {
        case M -> fields(json, value.m());
        case N -> json.writeNumber(new BigDecimal(value.n()));
        case BOOL -> json.writeBoolean(value.bool());
        default -> json.writeString(value.s());
      }
    }
    json.writeEndObject();
  }
}
