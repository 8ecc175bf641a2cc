package sealedstore.deploy.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sealedstore.deploy.FakeQueue;

/** What is received, and how long it stays invisible to others. */
class FailureQueueTest {

  private final FakeQueue sqs = new FakeQueue();
  private final Time time = new Time();
  private final FailureQueue queue = new FailureQueue(sqs, "url", time);

  @Test
  void messageThatComesASecondTime_doesNotEndTheReceiving_andItsLastReceiptCounts() {
    sqs.put("m-1", "first", "x");
    sqs.put("m-1", "second", "x");
    sqs.put("m-2", "of m-2", "x");

    assertThat(queue.receiveAll())
        .extracting(FailureQueue.Message::receipt)
        .containsExactly("second", "of m-2");
  }

  @Test
  void messages_areKeptInvisibleWhileOthersAreReceived() {
    sqs.put("m-1", "x");
    sqs.put("m-2", "x");
    sqs.onReceive = () -> time.passes(Duration.ofSeconds(61));

    queue.receiveAll();

    assertThat(sqs.calls).containsExactly("extend of m-1", "extend of m-1", "extend of m-2");
  }

  @Test
  void messages_areExtendedOnceAMinute_allButTheDeleted() {
    IntStream.range(0, 21).forEach(i -> sqs.put("m-" + i, "x"));
    var messages = queue.receiveAll();
    queue.delete(messages.getFirst());
    sqs.calls.clear();

    time.passes(Duration.ofSeconds(60));
    queue.extend();
    assertThat(sqs.calls).isEmpty();

    time.passes(Duration.ofSeconds(1));
    queue.extend();
    queue.extend();
    assertThat(sqs.calls).hasSize(20).doesNotContain("extend of m-0").contains("extend of m-20");
  }

  @Test
  void messages_areKeptInvisibleWhileOthersAreDeleted() {
    sqs.put("m-1", "x");
    sqs.put("m-2", "x");
    var messages = queue.receiveAll();

    time.passes(Duration.ofSeconds(61));
    queue.delete(messages.getFirst());
    assertThat(sqs.calls).containsExactly("delete of m-1", "extend of m-2");
  }

  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");

    void passes(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
