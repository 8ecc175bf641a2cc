package sealedstore.bench;

/** The benchmark cannot go on; the message is for whoever ran it. */
final class BenchFailure extends RuntimeException {

  BenchFailure(String message) {
    super(message);
  }

  BenchFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
