package sealedstore.items.log;

/** One call of a function, and what it found out about its call of DynamoDB. */
final class CallFacts {

  /** Those of the call that this thread works on. */
  static final ScopedValue<CallFacts> OF_THIS_CALL = ScopedValue.newInstance();

  private final String requestId;
  private long startedAt;
  private long nanos;
  private int attempts;

  CallFacts(String requestId) {
    this.requestId = requestId;
  }

  void started() {
    startedAt = System.nanoTime();
  }

  void attempted() {
    attempts++;
  }

  void ended() {
    nanos = System.nanoTime() - startedAt;
  }

  String requestId() {
    return requestId;
  }

  /** Tries of the call of DynamoDB; 0 if there was no call. */
  int attempts() {
    return attempts;
  }

  /** Milliseconds that the call took with all its tries and waits, to the microsecond. */
  double milliseconds() {
    return Math.round(nanos / 1_000.0) / 1_000.0;
  }
}
