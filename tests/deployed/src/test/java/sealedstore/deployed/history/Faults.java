package sealedstore.deployed.history;

import java.util.Random;

/** What becomes of each request, by a seed. */
final class Faults {

  /** Requests in a row that fail now and then, so that all tries of a call fail. */
  private static final int OUTAGE = 40;

  enum Fault {
    NONE,
    DELAY,
    /** The table does its work, and the connection closes. */
    LOST_ANSWER,
    /** The table does its work, and the service answers 500. */
    ERROR_AFTER,
    LOST_REQUEST,
    THROTTLED,
    ERROR_BEFORE,
    /** The table does its work, and the connection stays open without an answer. */
    SILENCE
  }

  private final Random random;
  private int outage;

  Faults(long seed) {
    random = new Random(seed);
  }

  synchronized Fault next() {
    if (outage > 0) {
      outage--;
      return random.nextBoolean() ? Fault.LOST_ANSWER : Fault.ERROR_BEFORE;
    }
    int permille = random.nextInt(1_000);
    if (permille < 3) {
      outage = OUTAGE;
    }
    if (permille < 5) {
      return Fault.SILENCE;
    }
    Fault[] often = {
      Fault.LOST_ANSWER, Fault.LOST_ANSWER, Fault.ERROR_AFTER, Fault.LOST_REQUEST,
      Fault.THROTTLED, Fault.ERROR_BEFORE, Fault.DELAY, Fault.DELAY
    };
    return permille < 300 ? often[permille % often.length] : Fault.NONE;
  }
}
