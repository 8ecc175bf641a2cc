package sealedstore.deploy.restore;

import java.util.function.Supplier;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The numbered steps of ALL=1: what is said of one names it. */
record Steps(Restore restore) {

  private static final int LAST = 8;

  /** Announces a step and does it. */
  void run(int number, String what, Runnable step) {
    part(
        number,
        what,
        () -> {
          restore.progress().step("step %d of %d: %s".formatted(number, LAST, what), step);
          return null;
        });
  }

  /**
   * Does a part of a step that says itself what it does.
   *
   * @throws Failure that names the step, if AWS refuses a call
   */
  <T> T part(int number, String what, Supplier<T> part) {
    try {
      return part.get();
    } catch (AwsServiceException e) {
      throw new Failure(
          "step %d of %d, %s, failed: %s. To go on: %s"
              .formatted(number, LAST, what, e.getMessage(), restore.waiting().again()),
          e);
    }
  }
}
