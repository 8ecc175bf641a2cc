package sealedstore.writer;

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
import org.junit.jupiter.params.provider.MethodSource;
import sealedstore.items.dynamodb.CallLimits;
import sealedstore.items.dynamodb.TableName;
import sealedstore.items.fault.MissingSetting;
import sealedstore.items.testing.EventFiles;
import sealedstore.items.testing.EventFiles.EventFile;
import sealedstore.items.testing.HttpDouble;
import sealedstore.items.testing.TableDouble;
import software.amazon.awssdk.http.SdkHttpClient;

@MicronautTest(startApplication = false)
class WriterHandlerTest {

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

  private WriterHandler handler;

  @BeforeEach
  void emptyTable() {
    TABLE.items.clear();
    TABLE.calls.clear();
    handler = new WriterHandler(context);
  }

  @Test
  void plainEventPutsTheDefaultItem() throws IOException {
    var result = invoke(handler, "{}", "request-1");

    assertThat(TABLE.calls)
        .containsExactly(
            new TableDouble.Call(
                "PutItem",
                json(
                    """
                    {"TableName": "acme-dev-items",
                     "Item": {"id": {"S": "default-1"},
                              "source": {"S": "lambda1"},
                              "requestId": {"S": "request-1"}}}
                    """)));
    assertThat(result.statusCode()).isEqualTo(200);
    assertThat(result.body())
        .isEqualTo(
            json(
                """
                {"written": {"id": "default-1", "source": "lambda1", "requestId": "request-1"}}
                """));
  }

  @Test
  void dataAndExpiryAreStoredNatively() throws IOException {
    var result =
        invoke(
            handler,
            """
            {"id": "order-7", "data": {"price": 1.50, "lines": [null]}, "expiresAt": 1900000000}
            """,
            "request-1");

    assertThat(TABLE.items.get("order-7"))
        .isEqualTo(
            json(
                """
                {"id": {"S": "order-7"}, "source": {"S": "lambda1"},
                 "requestId": {"S": "request-1"}, "expiresAt": {"N": "1900000000"},
                 "data": {"M": {"price": {"N": "1.5"}, "lines": {"L": [{"NULL": true}]}}}}
                """));
    assertThat(result.body())
        .isEqualTo(
            json(
                """
                {"written": {"id": "order-7", "source": "lambda1", "requestId": "request-1",
                             "data": {"price": 1.5, "lines": [null]}, "expiresAt": 1900000000}}
                """));
  }

  @Test
  void itemOfExactly400KbIsStoredAndOneByteMoreIsNot() {
    // Names and values of id, source and requestId, then "data" with its map of one entry "s".
    int rest = (2 + 1) + (6 + 7) + (9 + 9) + 4 + 3 + 1 + 1;
    String event = "{\"id\": \"x\", \"data\": {\"s\": \"%s\"}}";

    var largest = invoke(handler, event.formatted("y".repeat(409_600 - rest)));
    assertThat(largest.statusCode()).isEqualTo(200);
    TABLE.items.clear();

    var larger = invoke(handler, event.formatted("y".repeat(409_601 - rest)));
    assertThat(larger.statusCode()).isEqualTo(413);
    assertThat(larger.code()).isEqualTo("ItemTooLarge");
    assertThat(larger.message()).contains("409,601");
    assertThat(TABLE.items).isEmpty();
  }

  static List<EventFile> events() throws IOException {
    return EventFiles.of("writer");
  }

  @ParameterizedTest
  @MethodSource("events")
  void everySampleEventIsAnsweredAsDocumented(EventFile event) throws IOException {
    invoke(handler, "{\"id\": \"order-7\"}", "request-0");
    TABLE.calls.clear();

    // As long as Lambda's request ids, because it counts in the item's size.
    var result = invoke(handler, event.text(), "9c1ab9b6-6c13-4c55-8be9-cd3f1d0e3a52");

    assertThat(result.statusCode()).isEqualTo(event.status());
    if (event.status() == 200) {
      assertThat(TABLE.calls).hasSize(1);
      assertThat(result.body().fieldNames()).toIterable().containsAnyOf("written", "deleted");
    } else {
      assertThat(event.documented())
          .containsExactly(result.statusCode() + " " + result.code(), result.message());
      assertThat(TABLE.items).containsOnlyKeys("order-7");
    }
  }

  @Test
  void withoutATableInitFailsWithOneClearLine() {
    assertThatExceptionOfType(MissingSetting.class)
        .isThrownBy(WriterHandler::new)
        .withMessage("DYNAMODB_TABLE_NAME is not set: it must name the function's DynamoDB table");
  }
}
