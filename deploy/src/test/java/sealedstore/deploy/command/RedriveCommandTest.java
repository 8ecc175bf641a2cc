package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.FakeQueue;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Options, output and exit status of redrive. */
class RedriveCommandTest extends CommandTest {

  private static final String EVENT =
      "{\"id\": \"a\", \"data\": {\"price\": 1234567890123456789.0123456789, \"note\": \"}, {\"}}";
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeEach
  void start() {
    command.stackWithOutputs(Map.of("WriterFailureQueueUrl", "url", "WriterAliasArn", "alias"));
  }

  @Test
  void event_isSentMarkedWithItsValuesToTheLetter_andItsMessageDeleted() {
    waits("m-1", record(EVENT));
    command.clients.function.writes();

    assertThat(command.run("redrive", STACK)).isZero();

    assertThat(command.clients.function.payloads)
        .containsExactly(
            "{\"id\":\"a\",\"data\":{\"price\": 1234567890123456789.0123456789, \"note\": \"},"
                + " {\"},\"redriven\":\"r-1\"}");
    assertThat(command.clients.calls).containsExactly("region of the shell", "delete of m-1");
    assertThat(command.out())
        .isEqualTo("2026-11-22T10:00:00Z  r-1  written\n1 written, 0 superseded, 0 waiting\n");
  }

  @Test
  void eventForADeletedItem_isSentToTheLetterOnRequest() {
    waits("m-1", record(EVENT));
    command.shell("OVER_DELETED", "1");
    command.clients.function.writes();

    assertThat(command.run("redrive", STACK)).isZero();
    assertThat(command.clients.function.payloads).containsExactly(EVENT);
  }

  @Test
  void itemThatExists_isKeptOnRequest() throws IOException {
    waits("m-1", record(EVENT));
    command.shell("IF_ABSENT", "1");
    command.clients.function.refuses(409, "ItemExists");

    assertThat(command.run("redrive", STACK)).isZero();

    String payload = command.clients.function.payloads.getFirst();
    assertThat(JSON.readTree(payload).get("ifAbsent").booleanValue()).isTrue();
    assertThat(command.clients.calls).contains("delete of m-1");
    assertThat(command.out())
        .contains("r-1  superseded: ItemExists\n")
        .endsWith("0 written, 1 superseded, 0 waiting\n");
  }

  @Test
  void messageThatIsNotWritten_staysAndIsVisibleAtOnce() {
    waits("m-1", record(EVENT));
    command.clients.function.fails("Throttled");

    assertThat(command.run("redrive", STACK)).isEqualTo(1);
    assertThat(command.clients.calls).containsExactly("region of the shell", "release of m-1");
    assertThat(command.out())
        .isEqualTo(
            "2026-11-22T10:00:00Z  r-1  waits: Throttled\n0 written, 0 superseded, 1 waiting\n");
  }

  static String[] otherBodies() {
    return new String[] {
      "secret",
      "\"secret\"",
      "[\"secret\"]",
      "{\"secret\": 1}",
      "{\"requestPayload\": \"secret\"}",
      "{\"requestContext\": \"secret\", \"requestPayload\": {}}",
      "{\"requestContext\": {\"requestId\": \"r\"}, \"timestamp\": \"2026-11-22T10:00:00Z\"}",
      "{\"requestContext\": {\"requestId\": \"r\"}, \"requestPayload\": {\"id\": \"secret\"}}",
      record(EVENT) + " secret",
      "[".repeat(100_000)
    };
  }

  @ParameterizedTest
  @MethodSource("otherBodies")
  void messageThatIsNoFailureRecord_staysUnreadAndTheNextIsWritten(String body) {
    waits("m-1", body);
    waits("m-2", record(EVENT));
    command.clients.function.writes();

    assertThat(command.run("redrive", STACK)).isEqualTo(1);

    assertThat(command.clients.calls).contains("delete of m-2").doesNotContain("delete of m-1");
    assertThat(command.out())
        .startsWith("message m-1  waits: not a failure record\n")
        .endsWith("1 written, 0 superseded, 1 waiting\n")
        .doesNotContain("secret");
  }

  @Test
  void callThatTimesOut_endsTheRunAndItsMessageStays() {
    waits("m-1", record(EVENT));
    command.clients.function.throwsIt(SdkClientException.create("Read timed out"));

    assertThat(command.run("redrive", STACK)).isEqualTo(2);
    assertThat(command.clients.calls).contains("release of m-1").doesNotContain("delete of m-1");
    assertThat(command.err()).isEqualTo("error: Read timed out\n");
  }

  @Test
  void inactiveVersion_isTriedUntilLambdaHasPreparedIt() {
    waits("m-1", record(EVENT));
    inactive(2);
    command.clients.function.writes();

    assertThat(command.run("redrive", STACK)).isZero();
    assertThat(command.clients.function.payloads).hasSize(3);
    assertThat(command.err()).contains("the writer's version is inactive: waiting");
  }

  @Test
  void versionThatStaysInactive_endsTheRunAndItsMessageStays() {
    waits("m-1", record(EVENT));
    inactive(101);

    assertThat(command.run("redrive", STACK)).isEqualTo(2);
    assertThat(command.clients.calls).contains("release of m-1");
    assertThat(command.err())
        .endsWith("error: the writer's version is still inactive: run it again\n");
  }

  @Test
  void emptyQueue_isNoFailure() {
    assertThat(command.run("redrive", STACK)).isZero();
    assertThat(command.out()).isEqualTo("0 written, 0 superseded, 0 waiting\n");
  }

  @Test
  void listing_changesNothingAndShowsNoData() {
    waits("m-1", record(EVENT));
    waits("m-2", record("{}").replace("RetriesExhausted", "EventAgeExceeded"));
    waits("m-3", "secret");
    command.shell("STACK", STACK);
    command.shell("LIST", "1");

    assertThat(command.run("redrive")).isZero();

    assertThat(command.clients.calls)
        .containsExactly(
            "region of the shell", "release of m-1", "release of m-2", "release of m-3");
    assertThat(command.clients.queue.visible)
        .extracting(Message::messageId)
        .containsExactly("m-1", "m-2", "m-3");
    assertThat(command.out())
        .isEqualTo(
            """
            2026-11-22T10:00:00Z  r-1  RetriesExhausted  Throttled  78 bytes
            2026-11-22T10:00:00Z  r-1  EventAgeExceeded  Throttled  2 bytes
            message m-3  not a failure record
            3 waiting
            """);
  }

  @Test
  void recordThatAnybodyMayHaveSent_isShownAsTextOnly() {
    waits("m-1", record("{}").replace("RetriesExhausted", "\\u001b[2J\\n::error::x"));
    waits("m-2", record("{}").replace("{\"errorType\": \"Throttled\"}", "null"));

    assertThat(command.run("redrive", STACK, "--list")).isZero();

    assertThat(command.out())
        .isEqualTo(
            """
            2026-11-22T10:00:00Z  r-1  \\u{1B}[2J\\u{A}::error::x  Throttled  2 bytes
            2026-11-22T10:00:00Z  r-1  RetriesExhausted  no response  2 bytes
            2 waiting
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WriterAliasArn", "WriterFailureQueueUrl"})
  void stackOfAnotherTemplate_isRefusedInOneLine(String only) {
    command.stackWithOutputs(Map.of(only, "x"));

    assertThat(command.run("redrive", STACK)).isEqualTo(2);
    assertThat(command.err()).startsWith("error: %s is no stack of this template".formatted(STACK));
  }

  @Test
  void missingStack_isOneLine() {
    command.noStack();

    assertThat(command.run("redrive", "another")).isEqualTo(2);
    assertThat(command.err()).isEqualTo("error: there is no stack another in us-east-1\n");
  }

  private void waits(String id, String body) {
    command.clients.queue.put(id, body);
  }

  private void inactive(int calls) {
    for (int i = 0; i < calls; i++) {
      command.clients.function.throwsIt(SnapStartNotReadyException.builder().build());
    }
  }

  private static String record(String event) {
    return FakeQueue.record("r-1", 0, event);
  }
}
