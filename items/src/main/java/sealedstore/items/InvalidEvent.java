package sealedstore.items;

/**
 * The event breaks a rule of the contract: the caller is answered with 400 and nothing is stored.
 *
 * <p>The message goes to the caller. It names the field, the rule and the kind of value that came,
 * never the value itself.
 */
public final class InvalidEvent extends Exception {

  /**
   * @param message what the caller must change, without any value of the event
   */
  public InvalidEvent(String message) {
    // An answer, not a defect: the stack trace would cost time and tell nobody anything.
    super(message, null, false, false);
  }
}
