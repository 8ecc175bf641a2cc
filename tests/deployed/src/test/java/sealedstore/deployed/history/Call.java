package sealedstore.deployed.history;

/**
 * One call of a function and its answer.
 *
 * @param item the item's id
 * @param requestId of the invocation, unique in a history
 * @param expected the request id of {@code ifMatch}, {@link #ABSENT} for {@code ifAbsent}, or null
 *     without a condition
 * @param seen for a read the request id of the item, or {@link #ABSENT}; null without an answer
 * @param started the logical time before the call
 * @param ended the logical time after it
 * @param retried whether the function sent more than one request to DynamoDB
 */
record Call(
    Kind kind,
    String item,
    String requestId,
    String expected,
    String seen,
    Outcome outcome,
    boolean retried,
    long started,
    long ended) {

  /** The state of an item that is missing. */
  static final String ABSENT = "absent";

  enum Kind {
    WRITE,
    DELETE,
    READ
  }

  enum Outcome {
    DONE,
    /** 409. */
    REFUSED,
    /** The invocation failed. */
    FAILED
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isDone() {
    return outcome == Outcome.DONE;
  }

  /** A failure, and a 409 after a lost answer, do not say that nothing was stored. */
  boolean isPerhapsDone() {
    return isDone() || outcome == Outcome.FAILED || retried;
  }

  /** The state that the item had at some time during this call, if it is {@link #isDone}. */
  String observed() {
    return switch (kind) {
      case WRITE -> requestId;
      case DELETE -> ABSENT;
      case READ -> seen;
    };
  }

  /** Whether this call may have taken effect after the other began, and before the read ended. */
  boolean mayBeBetween(Call other, Call read) {
    return isPerhapsDone() && ended > other.started && started < read.ended;
  }
}
