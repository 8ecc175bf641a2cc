package sealedstore.items.event;

import com.fasterxml.jackson.core.JsonParser;

/**
 * The event breaks a rule of the contract: the caller is answered with 400, or 413 for {@link
 * ItemTooLarge}, and nothing is stored.
 *
 * <p>The message is for the caller. It names the field, the rule and the kind of value that came,
 * never the value itself.
 */
public sealed class InvalidEvent extends Exception permits ItemTooLarge {

  /**
   * @param message names the field, the rule and the kind of value that came
   */
  public InvalidEvent(String message) {
    // An answer, not a defect: a stack trace would cost time and help nobody.
    super(message, null, false, false);
  }

  /** The error for the current field. */
  static InvalidEvent at(JsonParser json, String rule) {
    String path = FieldPath.of(json.getParsingContext());
    return new InvalidEvent((path.isEmpty() ? "the event" : path) + ": " + rule);
  }
}
