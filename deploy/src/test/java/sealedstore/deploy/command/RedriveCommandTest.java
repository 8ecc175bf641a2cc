package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;
import static sealedstore.deploy.command.WriterAnswers.answer;
import static sealedstore.deploy.command.WriterAnswers.error;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.CommandRun;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** What redrive does with the messages. */
class RedriveCommandTest {

  private static final String EVENT =
      "{\"id\": \"a\", \"data\": {\"price\": 1234567890123456789.0123456789, \"note\": \"}, {\"}}";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = new CommandRun(folder);
    ObjectNode stacks = JSON.createObjectNode();
    var outputs = stacks.putArray("Stacks").addObject().putArray("Outputs");
    for (String name : new String[] {"WriterFailureQueueUrl", "WriterAliasArn"}) {
      outputs.addObject().put("OutputKey", name).put("OutputValue", name);
    }
    command.cloudFormation.answers("DescribeStacks", stacks);
  }

  @AfterEach
  void stop() {
    command.close();
  }

  @Test
  void event_isSentAgainToTheLetter_andItsMessageDeleted() {
    waits(record(EVENT), "m-1");
    answers(answer(200, "{\"written\": {}}"));

    assertThat(command.run("redrive", STACK)).isZero();

    assertThat(command.clients.payloads).containsExactly(EVENT);
    assertThat(command.clients.calls).containsExactly("region of the shell", "delete of m-1");
    assertThat(command.out()).isEqualTo("2026-11-22T10:00:00Z  written\n1 written\n");
  }

  static InvokeResponse[] failures() {
    return new InvokeResponse[] {
      error("Throttled"), answer(400, "{\"error\": {\"code\": \"InvalidEvent\"}}")
    };
  }

  @ParameterizedTest
  @MethodSource("failures")
  void messageThatIsNotWritten_stays(InvokeResponse response) {
    waits(record(EVENT), "m-1");
    answers(response);

    assertThat(command.run("redrive", STACK)).isEqualTo(1);
    assertThat(command.clients.calls).noneMatch(call -> call.startsWith("delete"));
    assertThat(command.out()).doesNotContain("note");
  }

  @Test
  void oneFailure_doesNotHoldUpTheNext() {
    waits(record(EVENT), "m-1");
    waits(record(EVENT), "m-2");
    answers(error("Throttled"), answer(200, "{}"));

    assertThat(command.run("redrive", STACK)).isEqualTo(1);
    assertThat(command.clients.calls).contains("delete of m-2").doesNotContain("delete of m-1");
    assertThat(command.out()).endsWith("1 Throttled, 1 written\n");
  }

  static String[] otherBodies() {
    return new String[] {
      "secret",
      "\"secret\"",
      "[\"secret\"]",
      "{\"secret\": 1}",
      "{\"requestPayload\": \"secret\"}",
      "{\"requestContext\": \"secret\", \"requestPayload\": {}}",
      "{\"requestContext\": {}, \"requestPayload\": {}} secret",
      "[".repeat(100_000)
    };
  }

  @ParameterizedTest
  @MethodSource("otherBodies")
  void messageThatIsNoFailureRecord_staysUnreadAndTheNextIsWritten(String body) {
    waits(body, "m-1");
    waits(record(EVENT), "m-2");
    answers(answer(200, "{}"));

    assertThat(command.run("redrive", STACK)).isEqualTo(1);

    assertThat(command.clients.payloads).containsExactly(EVENT);
    assertThat(command.clients.calls).contains("delete of m-2").doesNotContain("delete of m-1");
    assertThat(command.out())
        .endsWith("1 not a failure record, 1 written\n")
        .doesNotContain("secret");
  }

  @Test
  void messageThatIsNoFailureRecord_isListedWithoutItsContent() {
    waits("secret", "m-1");
    command.shell("STACK", STACK);
    command.shell("LIST", "1");

    assertThat(command.run("redrive")).isZero();
    assertThat(command.clients.calls).contains("release of m-1");
    assertThat(command.out()).isEqualTo("not a failure record\n1 waiting\n");
  }

  @Test
  void callThatTimesOut_endsTheRunAndItsMessageStays() {
    waits(record(EVENT), "m-1");
    command.clients.function =
        _ -> {
          throw SdkClientException.create("Read timed out");
        };

    assertThat(command.run("redrive", STACK)).isEqualTo(2);
    assertThat(command.clients.calls).noneMatch(call -> call.startsWith("delete"));
    assertThat(command.err()).isEqualTo("error: Read timed out\n");
  }

  @Test
  void itemThatExists_isKeptOnRequest() throws IOException {
    waits(record(EVENT), "m-1");
    answers(answer(409, "{\"error\": {\"code\": \"ItemExists\"}}"));

    assertThat(command.run("redrive", STACK, "--if-absent")).isZero();

    String payload = command.clients.payloads.getFirst();
    assertThat(JSON.readTree(payload).get("ifAbsent").booleanValue()).isTrue();
    assertThat(payload).contains("1234567890123456789.0123456789");
    assertThat(command.clients.calls).contains("delete of m-1");
    assertThat(command.out()).endsWith("1 kept\n");
  }

  @Test
  void eventThatIsNoObject_isSentAsItIs() {
    waits(record("[1.50]"), "m-1");
    answers(answer(400, "{\"error\": {\"code\": \"InvalidEvent\"}}"));

    assertThat(command.run("redrive", STACK, "--if-absent")).isEqualTo(1);
    assertThat(command.clients.payloads).containsExactly("[1.50]");
  }

  @Test
  void messageThatComesASecondTime_endsTheRun() {
    waits(record(EVENT), "m-1");
    waits(record(EVENT), "m-1");
    answers(error("Throttled"));

    assertThat(command.run("redrive", STACK)).isEqualTo(1);
    assertThat(command.clients.payloads).hasSize(1);
  }

  @Test
  void emptyQueue_isNoFailure() {
    assertThat(command.run("redrive", STACK)).isZero();
    assertThat(command.out()).isEqualTo("nothing waits\n");
  }

  @Test
  void listing_changesNothingAndShowsNoData() {
    waits(record(EVENT), "m-1");
    waits("{\"requestContext\": {}, \"requestPayload\": {}}", "m-2");
    waits("{\"requestContext\": {}, \"requestPayload\": 1, \"responsePayload\": {}}", "m-3");

    assertThat(command.run("redrive", STACK, "--list")).isZero();

    assertThat(command.clients.calls)
        .containsExactly(
            "region of the shell", "release of m-1", "release of m-2", "release of m-3");
    assertThat(command.clients.messages)
        .extracting(Message::messageId)
        .containsExactly("m-1", "m-2", "m-3");
    assertThat(command.out())
        .isEqualTo(
            """
            2026-11-22T10:00:00Z  RetriesExhausted  Throttled  78 bytes
            unknown time  unknown condition  no response  2 bytes
            unknown time  unknown condition  unknown error  1 bytes
            3 waiting
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WriterAliasArn", "WriterFailureQueueUrl"})
  void stackOfAnotherTemplate_isRefusedInOneLine(String only) {
    ObjectNode stacks = JSON.createObjectNode();
    stacks
        .putArray("Stacks")
        .addObject()
        .putArray("Outputs")
        .addObject()
        .put("OutputKey", only)
        .put("OutputValue", "x");
    command.cloudFormation.answers("DescribeStacks", stacks);

    assertThat(command.run("redrive", "another")).isEqualTo(2);
    assertThat(command.err()).startsWith("error: another is no stack of this template");
  }

  @Test
  void missingStack_isOneLine() {
    command.cloudFormation.fails("DescribeStacks", "ValidationError", "x does not exist");

    assertThat(command.run("redrive", "another")).isEqualTo(2);
    assertThat(command.err()).isEqualTo("error: there is no stack another\n");
  }

  private void waits(String body, String id) {
    command.clients.messages.add(
        Message.builder().messageId(id).receiptHandle("of " + id).body(body).build());
  }

  private void answers(InvokeResponse... responses) {
    var left = new ArrayDeque<>(List.of(responses));
    command.clients.function = _ -> left.pop();
  }

  private static String record(String event) {
    return """
    {"timestamp": "2026-11-22T10:00:00Z", "requestContext": {"condition": "RetriesExhausted"}, \
    "requestPayload": %s, "responsePayload": {"errorType": "Throttled"}}\
    """
        .formatted(event);
  }
}
