package sealedstore.items.fault;

/** A required setting of the function is missing, so its init fails. */
public final class MissingSetting extends RuntimeException {

  /**
   * @param message names the setting and says what it must be
   */
  public MissingSetting(String message) {
    // One line in the log: a stack trace does not help to set it.
    super(message, null, false, false);
  }
}
