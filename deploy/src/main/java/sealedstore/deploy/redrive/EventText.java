package sealedstore.deploy.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An event of the writer as JSON text. Its values are never parsed: that could change a number.
 *
 * @param text as it was sent
 */
record EventText(String text) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT_ID = "\"default-1\"";

  /** The id of the item; empty if the writer refuses the event. */
  Optional<String> itemId() {
    try {
      JsonNode id = JSON.readTree(JsonMembers.of(text).getOrDefault("id", DEFAULT_ID));
      return Optional.ofNullable(id.textValue());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the event deletes an item, whatever that is: it has no {@code ifMatch}. */
  boolean isPlainDelete() {
    return "true".equals(member("delete")) && !hasIfMatch();
  }

  /** Whether the event is for one item only, that which was read. */
  boolean hasIfMatch() {
    return member("ifMatch") != null;
  }

  /**
   * The event with one more member, or another value of it.
   *
   * @param value JSON
   * @return the same event if it is no object, or has a member twice: the writer refuses it
   */
  EventText with(String name, String value) {
    try {
      var members = new LinkedHashMap<>(JsonMembers.of(text));
      members.put(name, value);
      return new EventText(
          members.entrySet().stream()
              .map(member -> quoted(member.getKey()) + ":" + member.getValue())
              .collect(Collectors.joining(",", "{", "}")));
    } catch (IOException e) {
      return this;
    }
  }

  /** A JSON string. */
  static String quoted(String value) {
    return TextNode.valueOf(value).toString();
  }

  private String member(String name) {
    try {
      Map<String, String> members = JsonMembers.of(text);
      return members.get(name);
    } catch (IOException e) {
      return null;
    }
  }
}
