package sealedstore.deploy.redrive;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;

/**
 * Looks again and again for what is not there yet.
 *
 * @param pause before each look
 * @param looks at most
 * @param progress tells for what it waits
 */
public record Patience(Duration pause, int looks, Progress progress) {

  /** The first result; empty if no look had one. */
  <T> Optional<T> until(String what, Supplier<Optional<T>> look) {
    return progress.step(
        what,
        () -> {
          Optional<T> found = Optional.empty();
          for (int i = 0; i < looks && found.isEmpty(); i++) {
            rest();
            found = look.get();
          }
          return found;
        });
  }

  private void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted: what was not reported as written is still in the queue", e);
    }
  }
}
