package sealedstore.changes;

/** A change set that cannot be judged; the message says why. */
final class Unreadable extends Exception {
  Unreadable(String message) {
    super(message);
  }
}
