package sealedstore.deploy.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sealedstore.deploy.FakeQueue.record;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.FakeFunction;
import sealedstore.deploy.FakeQueue;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Which events are written, in which form, and which messages are deleted. */
class RedriveTest {

  private static final Rules MARKED = new Rules(false, false);
  private static final Rules IF_ABSENT = new Rules(true, false);

  private final FakeQueue queue = new FakeQueue();
  private final FakeFunction writer = new FakeFunction();
  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @CsvSource({"1, 2, false", "2, 1, false", "1, 2, true", "2, 1, true"})
  void ofTwoWritesOfAnItem_theLaterOneIsWritten_whicheverComesFirst(
      int first, int second, boolean ifAbsent) {
    waits(first, "{\"id\": \"a\", \"data\": {\"n\": %d}}".formatted(first));
    waits(second, "{\"data\": {\"n\": %d}, \"id\": \"\\u0061\"}".formatted(second));
    writer.writes();

    assertThat(run(new Rules(ifAbsent, false))).isTrue();

    assertThat(writer.payloads).singleElement().asString().contains("{\"n\": 2}", "r-2");
    assertThat(queue.calls).containsExactly("delete of m-1", "delete of m-2");
    assertThat(out.toString())
        .contains("r-1  superseded: a later event of its item\n", "r-2  written\n");
  }

  @Test
  void ofTwoWritesAtTheSameTime_theSameOneIsWritten_whicheverComesFirst() {
    queue.put("m-1", record("r-1", 1, "{}"));
    queue.put("m-2", record("r-2", 1, "{}"));
    queue.put("m-3", record("r-2", 1, "{\"id\": \"b\"}"));
    queue.put("m-4", record("r-1", 1, "{\"id\": \"b\"}"));
    writer.writes();
    writer.writes();

    assertThat(run(MARKED)).isTrue();
    assertThat(writer.payloads).allMatch(payload -> payload.contains("\"redriven\":\"r-2\""));
  }

  @Test
  void eventWithoutAnId_isOneOfTheDefaultItem() {
    waits(1, "{\"id\": \"default-1\"}");
    waits(2, "{}");
    writer.writes();

    assertThat(run(MARKED)).isTrue();
    assertThat(writer.payloads).containsExactly("{\"redriven\":\"r-2\"}");
  }

  @Test
  void earlierWrites_waitForALaterOneThatFails() {
    waits(1, "{\"id\": \"a\"}");
    waits(2, "{\"id\": \"a\"}");
    waits(3, "{\"id\": \"b\"}");
    writer.fails("Throttled");
    writer.writes();

    assertThat(run(MARKED)).isFalse();
    assertThat(queue.calls).containsExactly("delete of m-3", "release of m-1", "release of m-2");
    assertThat(out.toString())
        .contains("r-2  waits: Throttled\n", "r-1  waits: for a later event of its item\n")
        .endsWith("1 written, 0 superseded, 2 waiting\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ItemChanged", "ItemExists"})
  void conditionThatDoesNotHold_isFinal_andTheWriteBeforeIsTried(String code) {
    waits(1, "{\"id\": \"a\"}");
    waits(2, "{\"id\": \"a\", \"ifMatch\": \"x\"}");
    writer.refuses(409, code);
    writer.writes();

    assertThat(run(MARKED)).isTrue();
    assertThat(queue.calls).containsExactly("delete of m-2", "delete of m-1");
    assertThat(out.toString()).contains("r-2  superseded: " + code + "\n", "r-1  written\n");
  }

  @Test
  void refusedEvent_staysAndTheWriteBeforeIsWritten() {
    waits(1, "{\"id\": \"a\"}");
    waits(2, "{\"id\": \"a\", \"colour\": 1}");
    writer.refuses(400, "InvalidEvent");
    writer.writes();

    assertThat(run(MARKED)).isFalse();
    assertThat(queue.calls).containsExactly("delete of m-1", "release of m-2");
    assertThat(out.toString()).contains("r-2  waits: InvalidEvent\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1.50]", "{\"id\": \"a\", \"id\": \"b\"}", "{\"id\": 1.50}", "{\"id\": null}"})
  void eventThatTheWriterRefuses_belongsToNoItem(String event) {
    waits(1, event);
    waits(2, event);
    writer.refuses(400, "InvalidEvent");
    writer.refuses(400, "InvalidEvent");

    assertThat(run(IF_ABSENT)).isFalse();
    assertThat(writer.payloads).hasSize(2);
    assertThat(queue.calls).containsExactly("release of m-1", "release of m-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1.50]", "{\"id\": \"a\", \"id\": \"b\"}"})
  void eventThatCannotBeMarked_isSentAsItIs(String event) {
    waits(1, event);
    writer.refuses(400, "InvalidEvent");

    assertThat(run(IF_ABSENT)).isFalse();
    assertThat(writer.payloads).containsExactly(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\": \"a\"} | {\"id\":\"a\",\"ifAbsent\":true,\"redriven\":\"r-1\"}",
        "{\"ifAbsent\": false} | {\"ifAbsent\":true,\"redriven\":\"r-1\"}",
        "{\"ifMatch\": \"x\"} | {\"ifMatch\":\"x\",\"redriven\":\"r-1\"}",
        "{\"delete\": true, \"ifMatch\": \"x\"} |"
            + " {\"delete\":true,\"ifMatch\":\"x\",\"redriven\":\"r-1\"}",
        "{\"redriven\": \"x\"} | {\"redriven\":\"r-1\",\"ifAbsent\":true}",
      })
  void conditionOfAnEvent_isNotReplacedByIfAbsent(String event, String sent) {
    waits(1, event);
    writer.writes();

    assertThat(run(IF_ABSENT)).isTrue();
    assertThat(writer.payloads).containsExactly(sent);
  }

  @Test
  void plainDelete_isNotSentWithIfAbsent_andEarlierWritesWaitForIt() {
    waits(1, "{\"id\": \"a\"}");
    waits(2, "{\"id\": \"a\", \"delete\": true}");

    assertThat(run(IF_ABSENT)).isFalse();
    assertThat(writer.payloads).isEmpty();
    assertThat(out.toString())
        .contains("r-2  waits: a delete cannot keep what exists (IF_ABSENT)\n")
        .endsWith("0 written, 0 superseded, 2 waiting\n");
  }

  @Test
  void plainDelete_isSentOtherwise() {
    waits(1, "{\"id\": \"a\", \"delete\": true}");
    writer.answers(200, "{\"deleted\": {\"id\": \"a\"}}");

    assertThat(run(MARKED)).isTrue();
    assertThat(writer.payloads)
        .containsExactly("{\"id\":\"a\",\"delete\":true,\"redriven\":\"r-1\"}");
  }

  @Test
  void runThatEndsBetweenDeletions_hasDeletedTheEarlierWriteFirst() {
    waits(2, "{\"id\": \"a\"}");
    waits(1, "{\"id\": \"a\"}");
    writer.writes();
    queue.deletions = 1;

    assertThatThrownBy(() -> run(MARKED)).isInstanceOf(SdkClientException.class);
    assertThat(queue.calls).containsExactly("delete of m-1", "release of m-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "{\"statusCode\": 500, \"body\": \"secret\"}"})
  void answerThatIsNotTheWriters_isNotShown(String payload) {
    waits(1, "{}");
    writer.returns(InvokeResponse.builder().payload(SdkBytes.fromUtf8String(payload)).build());

    assertThat(run(MARKED)).isFalse();
    assertThat(out.toString()).contains("waits: not an answer of the writer\n");
  }

  @Test
  void messagesThatOthersHold_areAFailureToo() {
    queue.countedTooMany.addAll(List.of(3, 2, 2, 2));

    assertThat(run(MARKED)).isFalse();
    assertThat(out.toString()).contains("about 2 more: new, or received elsewhere");
  }

  @Test
  void messageThatSqsStillCounts_isNone() {
    waits(1, "{}");
    writer.writes();
    queue.countedTooMany.addAll(List.of(1, 1));

    assertThat(run(MARKED)).isTrue();
    assertThat(out.toString()).endsWith("1 written, 0 superseded, 0 waiting\n");
  }

  private void waits(int number, String event) {
    queue.put("m-" + number, record("r-" + number, number, event));
  }

  private boolean run(Rules rules) {
    var patience =
        new Patience(Duration.ZERO, 2, new Progress(new PrintWriter(new StringWriter())));
    try (var received = new FailureQueue(queue, "url", Clock.systemUTC())) {
      return new Redrive(received, patience, new PrintWriter(out))
          .run(new Writer(writer, "alias", patience), rules);
    }
  }
}
