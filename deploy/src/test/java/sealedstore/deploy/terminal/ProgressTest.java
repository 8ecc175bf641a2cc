package sealedstore.deploy.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void stepThatTakesLong_isSaidToBeStillRunning() {
    var repeated = new CountDownLatch(2);
    var out =
        new StringWriter() {
          @Override
          public void write(String text) {
            super.write(text);
            if (text.contains(": still running")) {
              repeated.countDown();
            }
          }

          @Override
          public void write(String text, int offset, int length) {
            write(text.substring(offset, offset + length));
          }
        };

    String result =
        new Progress(new PrintWriter(out), Duration.ofMillis(1))
            .step(
                "building",
                () -> {
                  try {
                    repeated.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return "built";
                });

    assertThat(result).isEqualTo("built");
    assertThat(out.toString()).matches("(?s)\\[ {2}\\d s] building\n.*");
  }

  @Test
  void failureOfAStep_isPassedOn() {
    var progress = new Progress(new PrintWriter(new StringWriter()));
    assertThatThrownBy(
            () ->
                progress.step(
                    "building",
                    () -> {
                      throw new Failure("no");
                    }))
        .hasMessage("no");
  }
}
