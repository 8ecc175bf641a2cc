package sealedstore.items.event;

import com.fasterxml.jackson.core.JsonParser;

/** Checks the strings and names of an event. */
final class Strings {

  private Strings() {}

  /**
   * The text itself, if UTF-8 can encode it. JSON can escape half of a surrogate pair, which
   * DynamoDB would store as a question mark.
   *
   * @throws InvalidEvent if the text has an unpaired surrogate
   */
  static String paired(JsonParser json, String text) throws InvalidEvent {
    return checked(json, text, "must be valid Unicode");
  }

  /** The same for the name of the current field. */
  static String pairedName(JsonParser json, String name) throws InvalidEvent {
    return checked(json, name, "a field name must be valid Unicode");
  }

  private static String checked(JsonParser json, String text, String rule) throws InvalidEvent {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw InvalidEvent.at(json, rule + ", and is malformed at character " + i);
        }
        i++;
      }
    }
    return text;
  }
}
