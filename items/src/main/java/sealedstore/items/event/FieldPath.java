package sealedstore.items.event;

import com.fasterxml.jackson.core.JsonStreamContext;

/** The path of a value in an event, such as {@code data.orders[3].price}. */
final class FieldPath {

  /** Longer field names are cut in messages. */
  private static final int SHOWN_CHARACTERS = 64;

  private FieldPath() {}

  /** The path of the current value; empty for the event itself. */
  static String of(JsonStreamContext context) {
    var path = new StringBuilder();
    append(path, context);
    return path.toString();
  }

  private static void append(StringBuilder path, JsonStreamContext context) {
    if (context.inRoot()) {
      return;
    }
    append(path, context.getParent());
    if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.hasCurrentName()) {
      appendName(path, context.getCurrentName());
    }
  }

  private static void appendName(StringBuilder path, String name) {
    if (isPlain(name)) {
      path.append(path.isEmpty() ? "" : ".").append(name);
      return;
    }
    path.append("[\"");
    name.chars().limit(SHOWN_CHARACTERS).forEach(c -> appendCharacter(path, (char) c));
    path.append(name.length() > SHOWN_CHARACTERS ? "...\"]" : "\"]");
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.length() <= SHOWN_CHARACTERS
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  /** Escapes what would end the name, is not seen, or turns the direction of a line. */
  private static void appendCharacter(StringBuilder path, char c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          path.append("\\u%04x".formatted((int) c));
      default -> path.append(c == '"' || c == '\\' ? "\\" : "").append(c);
    }
  }
}
