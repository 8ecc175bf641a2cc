package sealedstore.deploy.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says what is going on, each line with the seconds since the command began. */
public final class Progress {

  private static final Duration REPEAT = Duration.ofSeconds(15);

  private final PrintWriter out;
  private final Duration repeat;
  private final long began = System.nanoTime();

  /**
   * @param out standard error: standard output is for results
   */
  public Progress(PrintWriter out) {
    this(out, REPEAT);
  }

  Progress(PrintWriter out, Duration repeat) {
    this.out = out;
    this.repeat = repeat;
  }

  /** One line. */
  public void say(String text) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    out.printf("[%3d s] %s%n", seconds, text);
    out.flush();
  }

  /** The same for a step without a result. */
  public void step(String text, Runnable step) {
    step(
        text,
        () -> {
          step.run();
          return null;
        });
  }

  /** Announces a step, and says every 15 s that it is still running. */
  public <T> T step(String text, Supplier<T> step) {
    say(text);
    try (ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())) {
      ticker.scheduleAtFixedRate(
          () -> say(text + ": still running"),
          repeat.toNanos(),
          repeat.toNanos(),
          TimeUnit.NANOSECONDS);
      try {
        return step.get();
      } finally {
        ticker.shutdownNow();
      }
    }
  }
}
