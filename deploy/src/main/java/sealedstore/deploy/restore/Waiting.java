package sealedstore.deploy.restore;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Waits for what AWS does by itself, and across a lost connection.
 *
 * @param pause time between two looks
 * @param again the command that goes on, should this one end before
 */
public record Waiting(Duration pause, String again) {

  /** With 3 s between them, a minute; more where each attempt takes its time to fail. */
  static final int ATTEMPTS = 20;

  /**
   * Calls again while no answer comes.
   *
   * @throws Failure if none comes for long
   */
  <T> T call(Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (SdkClientException e) {
        if (attempt == ATTEMPTS) {
          throw unreachable(e);
        }
        rest();
      }
    }
  }

  /** Looks until it holds. */
  void until(BooleanSupplier holds) {
    while (!call(holds::getAsBoolean)) {
      rest();
    }
  }

  void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted: AWS goes on with what was started. To go on: " + again, e);
    }
  }

  /**
   * Does work that calls AWS.
   *
   * @throws Failure if AWS refuses a call, or cannot be reached, for a lost connection or for
   *     missing credentials
   */
  public <T> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (AwsServiceException e) {
      throw new Failure("%s. To go on: %s".formatted(e.getMessage(), again), e);
    } catch (SdkClientException e) {
      throw unreachable(e);
    }
  }

  private Failure unreachable(SdkClientException cause) {
    return new Failure(
        "AWS cannot be reached (%s); it goes on with what was started. To go on: %s"
            .formatted(cause.getMessage(), again),
        cause);
  }
}
