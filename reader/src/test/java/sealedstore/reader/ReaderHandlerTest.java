package sealedstore.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sealedstore.items.testing.Invocation.invoke;
import static sealedstore.items.testing.Invocation.json;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.items.dynamodb.CallLimits;
import sealedstore.items.dynamodb.TableName;
import sealedstore.items.fault.MissingSetting;
import sealedstore.items.testing.EventFiles;
import sealedstore.items.testing.EventFiles.EventFile;
import sealedstore.items.testing.HttpDouble;
import sealedstore.items.testing.TableDouble;
import software.amazon.awssdk.http.SdkHttpClient;

@MicronautTest(startApplication = false)
class ReaderHandlerTest {

  private static final long NOW = 1_800_000_000;

  private static final TableDouble TABLE = new TableDouble();

  @Singleton
  @Replaces(SdkHttpClient.class)
  SdkHttpClient http() {
    return new HttpDouble(TABLE);
  }

  @Singleton
  TableName tableName() {
    return new TableName("acme-dev-items");
  }

  @Singleton
  CallLimits limits() {
    return CallLimits.DEFAULT;
  }

  @Singleton
  Clock clock() {
    return Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
  }

  @Inject BeanContext context;

  private ReaderHandler handler;

  @BeforeEach
  void emptyTable() {
    TABLE.items.clear();
    TABLE.calls.clear();
    handler = new ReaderHandler(context);
  }

  @Test
  void plainEventGetsTheDefaultItem() throws IOException {
    var result = invoke(handler, "{}");

    assertThat(TABLE.calls)
        .containsExactly(
            new TableDouble.Call(
                "GetItem",
                json(
                    """
                    {"TableName": "acme-dev-items", "Key": {"id": {"S": "default-1"}},
                     "ConsistentRead": false}
                    """)));
    assertThat(result.statusCode()).isEqualTo(200);
    assertThat(result.body()).isEqualTo(json("{\"missing\": true}"));
  }

  @Test
  void consistentReadIsAskedForWhenTheEventAsks() {
    invoke(handler, "{\"consistent\": true}");

    assertThat(TABLE.calls.getFirst().body().get("ConsistentRead").booleanValue()).isTrue();
  }

  @Test
  void answersTheItemAsItWasWritten() throws IOException {
    TABLE.items.put(
        "a",
        json(
            """
            {"id": {"S": "a"}, "source": {"S": "lambda1"}, "requestId": {"S": "r"},
             "data": {"M": {"n": {"N": "0.10"}, "l": {"L": [{"NULL": true}]}}}}
            """));

    assertThat(invoke(handler, "{\"id\": \"a\"}").body())
        .isEqualTo(
            json(
                """
                {"id": "a", "source": "lambda1", "requestId": "r", "data": {"n": 0.10, "l": [null]}}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"N\": \"1799999999\"}', true",
    "'{\"N\": \"1800000000\"}', true",
    "'{\"N\": \"1800000001\"}', false",
    "'{\"N\": \"1E+30\"}', false",
    "'{\"S\": \"1\"}', false",
  })
  void itemPastItsExpiryIsMissingWhileTheTableStillHoldsIt(String expiresAt, boolean missing)
      throws IOException {
    TABLE.items.put("a", json("{\"id\": {\"S\": \"a\"}, \"expiresAt\": " + expiresAt + "}"));

    assertThat(invoke(handler, "{\"id\": \"a\"}").body().has("missing")).isEqualTo(missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\": \"a\"}", "{\"id\": \"a\", \"consistent\": true}"})
  void deletedItemIsMissingWhateverItsTimesAre(String event) throws IOException {
    TABLE.items.put(
        "a",
        json(
            """
            {"id": {"S": "a"}, "source": {"S": "lambda1"}, "requestId": {"S": "r"},
             "deletedAt": {"N": "9999999999999"}, "expiresAt": {"N": "9999999999"}}
            """));

    assertThat(invoke(handler, event).body()).isEqualTo(json("{\"missing\": true}"));
  }

  @Test
  void aFieldDeletedAtOfTheDataDeletesNothing() throws IOException {
    TABLE.items.put(
        "a", json("{\"id\": {\"S\": \"a\"}, \"data\": {\"M\": {\"deletedAt\": {\"N\": \"1\"}}}}"));

    assertThat(invoke(handler, "{\"id\": \"a\"}").body().at("/data/deletedAt").intValue())
        .isEqualTo(1);
  }

  static List<EventFile> events() throws IOException {
    return EventFiles.of("reader");
  }

  @ParameterizedTest
  @MethodSource("events")
  void everySampleEventIsAnsweredAsDocumented(EventFile event) throws IOException {
    var result = invoke(handler, event.text());

    assertThat(result.statusCode()).isEqualTo(event.status());
    if (event.status() == 200) {
      assertThat(TABLE.calls).hasSize(1);
    } else {
      assertThat(event.documented())
          .containsExactly(result.statusCode() + " " + result.code(), result.message());
      assertThat(TABLE.calls).isEmpty();
    }
  }

  @Test
  void withoutATableInitFailsWithOneClearLine() {
    assertThatExceptionOfType(MissingSetting.class)
        .isThrownBy(ReaderHandler::new)
        .withMessage("DYNAMODB_TABLE_NAME is not set: it must name the function's DynamoDB table");
  }
}
