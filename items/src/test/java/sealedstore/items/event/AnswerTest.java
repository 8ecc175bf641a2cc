package sealedstore.items.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sealedstore.items.item.ItemId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AnswerTest {

  @Test
  void carriesItsBodyAsJsonText() throws IOException {
    var output = new ByteArrayOutputStream();

    Answer.missing().writeTo(output);

    assertThat(output.toString(UTF_8))
        .isEqualTo("{\"statusCode\":200,\"body\":\"{\\\"missing\\\":true}\"}");
  }

  @Test
  void ofAWriteHoldsTheItemWritten() {
    assertThat(body(Answer.written(Map.of("id", AttributeValue.fromS("a")))))
        .isEqualTo("{\"written\":{\"id\":\"a\"}}");
  }

  @Test
  void ofAnInvalidEventSaysWhatToChange() {
    var answer = Answer.invalid(new InvalidEvent("id: must be a string"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(body(answer))
        .isEqualTo("{\"error\":{\"code\":\"InvalidEvent\",\"message\":\"id: must be a string\"}}");
  }

  @Test
  void ofAConflictSaysThatTheItemWasKept() {
    assertThat(Answer.exists().statusCode()).isEqualTo(409);
    assertThat(body(Answer.exists())).contains("\"code\":\"ItemExists\"");
  }

  @Test
  void ofADeleteSaysWhichItemIsGoneAndHoldsNone() {
    assertThat(body(Answer.deleted(new ItemId("a")))).isEqualTo("{\"deleted\":{\"id\":\"a\"}}");
    assertThat(Answer.deleted(new ItemId("a")).statusCode()).isEqualTo(200);
    assertThat(Answer.deleted(new ItemId("a")).hasItem()).isFalse();
  }

  @Test
  void ofAnItemThatIsNotTheExpectedOneIsAConflictAndNoRefusal() {
    assertThat(Answer.changed().statusCode()).isEqualTo(409);
    assertThat(Answer.changed().isRefusal()).isFalse();
    assertThat(body(Answer.changed())).contains("\"code\":\"ItemChanged\"");
  }

  @Test
  void ofALargeItemSaysItsSizeAndTheLimit() {
    assertThat(Answer.tooLarge(500_000).statusCode()).isEqualTo(413);
    assertThat(body(Answer.tooLarge(500_000)))
        .contains("\"code\":\"ItemTooLarge\"", "409,600", "500,000");
  }

  static Object[][] attributes() {
    return new Object[][] {
      {AttributeValue.fromS("a\"b\n\u0001😀"), "\"a\\\"b\\n\\u0001😀\""},
      {AttributeValue.fromN("1E-130"), "1E-130"},
      {AttributeValue.fromN("0." + "0".repeat(129) + "1"), "1E-130"},
      {AttributeValue.fromN("-12" + "0".repeat(60)), "-12E60"},
      {AttributeValue.fromN("0." + "0".repeat(37) + "1"), "0." + "0".repeat(37) + "1"},
      {AttributeValue.fromN("0.0" + "1".repeat(38)), "0.0" + "1".repeat(38)},
      {AttributeValue.fromN("0.10"), "0.10"},
      {AttributeValue.fromBool(false), "false"},
      {AttributeValue.fromNul(true), "null"},
      {AttributeValue.fromM(Map.of("k", AttributeValue.fromM(Map.of()))), "{\"k\":{}}"},
      {AttributeValue.fromL(List.of(AttributeValue.fromS(""))), "[\"\"]"},
      {AttributeValue.fromSs(List.of("a", "b")), "[\"a\",\"b\"]"},
      {AttributeValue.fromNs(List.of("1", "2.5", "1" + "0".repeat(99))), "[1,2.5,1E99]"},
      {AttributeValue.fromB(SdkBytes.fromUtf8String("hi")), "\"aGk=\""},
      {AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("hi"))), "[\"aGk=\"]"},
      {AttributeValue.builder().build(), "null"},
    };
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void everyTypeThatATableCanHoldHasItsJson(AttributeValue value, String json) {
    assertThat(body(Answer.item(Map.of("a", value)))).isEqualTo("{\"a\":" + json + "}");
  }

  private static String body(Answer answer) {
    return new String(answer.body(), UTF_8);
  }
}
