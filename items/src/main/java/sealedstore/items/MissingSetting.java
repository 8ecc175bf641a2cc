package sealedstore.items;

/** The function's configuration lacks something it cannot run without: its init fails. */
public final class MissingSetting extends RuntimeException {

  MissingSetting(String message) {
    // One line in the log; where it was thrown does not help who has to set it.
    super(message, null, false, false);
  }
}
