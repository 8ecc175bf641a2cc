package sealedstore.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AnswerTest {

  @Test
  void carriesItsBodyAsJsonText() throws IOException {
    assertThat(result(Answer.missing()))
        .isEqualTo("{\"statusCode\":200,\"body\":\"{\\\"missing\\\":true}\"}");
  }

  @Test
  void ofAnItemIsTheItem() {
    assertThat(body(Answer.item(Map.of("id", AttributeValue.fromS("a\"b")))))
        .isEqualTo("{\"id\":\"a\\\"b\"}");
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

  private static String body(Answer answer) {
    return new String(answer.body(), UTF_8);
  }

  private static String result(Answer answer) throws IOException {
    var output = new ByteArrayOutputStream();
    answer.writeTo(output);
    return output.toString(UTF_8);
  }
}
