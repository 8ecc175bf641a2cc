package sealedstore.deploy.terminal;

/** An error that the user can act on: its message is shown as it is, without a stack trace. */
public final class Failure extends RuntimeException {

  /**
   * @param message one sentence
   */
  public Failure(String message) {
    super(message);
  }

  /**
   * @param message one sentence
   * @param cause what it came from
   */
  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
