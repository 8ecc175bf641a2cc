package sealedstore.items.log;

/** What the log says of one call: its request id, and tries and time of its DynamoDB request. */
final class CallFacts {

  /** Those of the current call. */
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

  /** How often the request was sent; 0 if the call sent none. */
  int attempts() {
    return attempts;
  }

  /** Milliseconds that the request took with all tries and waits, to the microsecond. */
  double milliseconds() {
    return Math.round(nanos / 1_000.0) / 1_000.0;
  }
}
