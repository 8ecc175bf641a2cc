package sealedstore.deploy.redrive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of a JSON object, each value as it stands in the text: parsing would bend numbers.
 */
final class JsonMembers {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private JsonMembers() {}

  /**
   * @throws IOException if the text is not one JSON object, has a member twice, or nests deeper
   *     than Jackson's 1,000
   */
  static Map<String, String> of(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("this is no JSON object");
      }
      var members = new LinkedHashMap<String, String>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        parser.finishToken();
        int end = Math.toIntExact(parser.currentLocation().getCharOffset());
        if (members.put(name, text.substring(start, end)) != null) {
          throw new IOException("a member stands twice");
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("something follows the JSON object");
      }
      return members;
    }
  }
}
