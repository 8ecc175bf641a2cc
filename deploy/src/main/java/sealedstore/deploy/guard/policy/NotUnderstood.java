package sealedstore.deploy.guard.policy;

/** A policy that cannot be compared with another; the message says why. */
public final class NotUnderstood extends Exception {
  public NotUnderstood(String message) {
    super(message);
  }
}
