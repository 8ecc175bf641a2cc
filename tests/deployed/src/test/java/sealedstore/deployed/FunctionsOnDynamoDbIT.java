package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.Invocation.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.items.testing.EventFiles;
import sealedstore.items.testing.EventFiles.EventFile;
import sealedstore.items.testing.Invocation.Result;
import sealedstore.reader.ReaderHandler;
import sealedstore.writer.WriterHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The functions, started as Lambda starts them, against a real DynamoDB API in this process. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FunctionsOnDynamoDbIT {

  /** As set for this JVM in the pom: the handlers read it from their environment. */
  private static final String TABLE = System.getenv("DYNAMODB_TABLE_NAME");

  /** Micronaut's property: the SDK's would redirect the clients of all other tests. */
  private static final String ENDPOINT_PROPERTY = "aws.services.dynamodb.endpoint-override";

  private static final String MISSING = "{\"missing\":true}";
  private static final String UPDATE = "\"id\":\"update-%d\",\"ifMatch\":\"first\"";

  private static DynamoDbApi api;
  private static DynamoDbClient dynamoDb;
  private static RequestStreamHandler writer;
  private static RequestStreamHandler reader;

  @BeforeAll
  static void start() {
    api = DynamoDbApi.start();
    System.setProperty(ENDPOINT_PROPERTY, api.endpoint().toString());
    dynamoDb = api.clientWithTable(TABLE);
    writer = new WriterHandler();
    reader = new ReaderHandler();
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ENDPOINT_PROPERTY);
    if (api != null) {
      dynamoDb.deleteTable(r -> r.tableName(TABLE));
      dynamoDb.close();
      api.close();
    }
  }

  @Test
  void plainWriteStoresIdSourceAndRequestId() {
    Result answer = invoke(writer, "{\"id\":\"plain\"}", "request-1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(stored("plain"))
        .isEqualTo(
            Map.of(
                "id", AttributeValue.fromS("plain"),
                "source", AttributeValue.fromS("lambda1"),
                "requestId", AttributeValue.fromS("request-1")));
  }

  @Test
  void secondWriteReplacesTheItem() {
    invoke(writer, "{\"id\":\"replaced\",\"data\":{\"old\":true}}", "request-4");
    invoke(writer, "{\"id\":\"replaced\"}", "request-5");

    assertThat(stored("replaced").keySet()).containsExactlyInAnyOrder("id", "source", "requestId");
    assertThat(stored("replaced")).containsEntry("requestId", AttributeValue.fromS("request-5"));
  }

  @Test
  void longestIdIsStored() {
    String id = "\u00e4".repeat(1024);

    assertThat(invoke(writer, "{\"id\":\"" + id + "\"}").statusCode()).isEqualTo(200);
    assertThat(stored(id)).containsEntry("id", AttributeValue.fromS(id));
  }

  @Test
  void unknownIdIsMissing() {
    assertThat(invoke(reader, "{\"id\":\"unknown\"}").body()).hasToString(MISSING);
  }

  @ParameterizedTest
  @MethodSource("writerEvents")
  void everyWriterEventIsAnsweredAsItsNameSays(EventFile event) throws IOException {
    if (event.status() == 409) {
      invoke(writer, new EventFile("writer/200-id.json").text(), "request-of-another");
    }

    Result answer = invoke(writer, event.text(), "request-" + event.name());

    assertThat(answer.statusCode()).isEqualTo(event.status());
    if (answer.body().has("written")) {
      JsonNode written = answer.body().get("written");
      assertThat(read(written.get("id").textValue())).isEqualTo(written);
    } else if (answer.body().has("deleted")) {
      assertThat(read(answer.body().at("/deleted/id").textValue())).hasToString(MISSING);
    }
  }

  static List<EventFile> writerEvents() throws IOException {
    return EventFiles.of("writer");
  }

  @ParameterizedTest
  @MethodSource("readerEvents")
  void everyReaderEventIsAnsweredAsItsNameSays(EventFile event) throws IOException {
    assertThat(invoke(reader, event.text()).statusCode()).isEqualTo(event.status());
  }

  static List<EventFile> readerEvents() throws IOException {
    return EventFiles.of("reader");
  }

  @Test
  void repeatedRequestFindsItsOwnItem() {
    String event = "{\"id\":\"repeated\",\"ifAbsent\":true}";

    assertThat(status(event, "request-8")).isEqualTo(200);
    assertThat(status(event, "request-8")).isEqualTo(200);
    assertThat(status(event, "request-9")).isEqualTo(409);
  }

  @Test
  void expiredItemIsMissingAndMakesRoom() {
    long past = Instant.now().minusSeconds(60).getEpochSecond();
    assertThat(status("{\"id\":\"expired\",\"expiresAt\":" + past + "}", "request-10"))
        .isEqualTo(200);

    assertThat(read("expired")).hasToString(MISSING);
    assertThat(status("{\"id\":\"expired\",\"ifMatch\":\"request-10\"}", "request-11"))
        .isEqualTo(409);
    assertThat(status("{\"id\":\"expired\",\"ifAbsent\":true}", "request-11")).isEqualTo(200);
  }

  @Test
  void ifMatchReplacesTheItemThatWasReadAndNoOther() {
    String event = "{\"id\":\"matched\",\"ifMatch\":\"request-12\"}";
    assertThat(status(event, "request-13")).isEqualTo(409);
    assertThat(status("{\"id\":\"matched\",\"expiresAt\":4102444800}", "request-12"))
        .isEqualTo(200);

    assertThat(status(event, "request-13")).isEqualTo(200);
    assertThat(status(event, "request-13")).isEqualTo(200);
    assertThat(status(event, "request-14")).isEqualTo(409);
  }

  @Test
  void deletedItemIsMissingAndMakesRoom() {
    String delete = "{\"id\":\"deleted\",\"delete\":true,\"ifMatch\":\"request-15\"}";
    assertThat(status("{\"id\":\"deleted\",\"data\":{\"a\":1}}", "request-15")).isEqualTo(200);

    assertThat(status(delete, "request-16")).isEqualTo(200);
    assertThat(status(delete, "request-16")).isEqualTo(200);

    assertThat(read("deleted")).hasToString(MISSING);
    assertThat(stored("deleted")).containsKey("deletedAt").doesNotContainKey("data");
    assertThat(status("{\"id\":\"deleted\",\"ifMatch\":\"request-16\"}", "request-17"))
        .isEqualTo(409);
    assertThat(status("{\"id\":\"deleted\",\"ifAbsent\":true}", "request-17")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"ifAbsent\":true", ",\"ifMatch\":\"request-18\""})
  void redrivenEventDoesNotBringADeletedItemBack(String condition) {
    status("{\"id\":\"gone\",\"delete\":true}", "request-18");

    assertThat(
            status("{\"id\":\"gone\",\"redriven\":\"request-19\"" + condition + "}", "request-20"))
        .isEqualTo(409);
    assertThat(read("gone")).hasToString(MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ifAbsent\":true", "\"ifMatch\":\"request-21\""})
  void redrivenEventWhoseFirstInvocationStoredItsItemSucceeds(String condition) {
    String event = "{\"id\":\"first\"," + condition + "}";
    status("{\"id\":\"first\"}", "request-22");

    assertThat(status(event, "request-23")).isEqualTo(409);
    assertThat(status(event.replace("}", ",\"redriven\":\"request-22\"}"), "request-23"))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"id\":\"race-%d\",\"ifAbsent\":true", UPDATE})
  void raceForOneIdHasOneWinner(String fields) throws Exception {
    int racers = 16;
    for (int round = 0; round < 10; round++) {
      String event = "{" + fields.formatted(round) + "}";
      if (fields.equals(UPDATE)) {
        status(event.replaceFirst(",.*", "}"), "first");
      }
      try (var threads = Executors.newFixedThreadPool(racers)) {
        var start = new CyclicBarrier(racers);
        List<Callable<Integer>> calls =
            IntStream.range(0, racers)
                .<Callable<Integer>>mapToObj(
                    racer ->
                        () -> {
                          start.await();
                          return status(event, "racer-" + racer);
                        })
                .toList();
        assertThat(threads.invokeAll(calls))
            .extracting(Future::get)
            .containsOnly(200, 409)
            .containsOnlyOnce(200);
      }
    }
  }

  private static int status(String event, String requestId) {
    return invoke(writer, event, requestId).statusCode();
  }

  private static JsonNode read(String id) {
    return invoke(reader, "{\"id\":\"" + id + "\",\"consistent\":true}").body();
  }

  private static Map<String, AttributeValue> stored(String id) {
    return dynamoDb
        .getItem(
            r ->
                r.tableName(TABLE).key(Map.of("id", AttributeValue.fromS(id))).consistentRead(true))
        .item();
  }
}
