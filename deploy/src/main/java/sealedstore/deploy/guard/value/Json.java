package sealedstore.deploy.guard.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** JSON to {@link Value}. */
public final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /**
   * @throws IOException if the text is not one JSON document, or nests deeper than Jackson's 1,000
   */
  public static Value parse(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IOException("it is empty");
      }
      Value value = read(parser);
      if (parser.nextToken() != null) {
        throw new IOException("something follows the JSON document");
      }
      return value;
    }
  }

  private static Value read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var fields = new TreeMap<String, Value>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, read(parser));
        }
        yield new Value.Fields(fields);
      }
      case START_ARRAY -> {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(read(parser));
        }
        yield new Value.Items(items);
      }
      case VALUE_NULL -> Value.ABSENT;
      default -> new Value.Text(parser.getText());
    };
  }
}
