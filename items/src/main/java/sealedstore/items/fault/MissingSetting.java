package sealedstore.items.fault;

/** The function's configuration lacks something it cannot run without: its init fails. */
public final class MissingSetting extends RuntimeException {

  /**
   * @param message names the setting and says what it must be
   */
  public MissingSetting(String message) {
    // One line in the log; where it was thrown does not help who has to set it.
    super(message, null, false, false);
  }
}
