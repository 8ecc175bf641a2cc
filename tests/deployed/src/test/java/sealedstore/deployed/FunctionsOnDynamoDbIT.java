package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.Invocation.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sealedstore.items.testing.EventFiles;
import sealedstore.items.testing.EventFiles.EventFile;
import sealedstore.items.testing.Invocation.Result;
import sealedstore.reader.ReaderHandler;
import sealedstore.writer.WriterHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The functions, started as Lambda starts them, against a real DynamoDB API in this process. */
class FunctionsOnDynamoDbIT {

  /** As set for this JVM in the pom: the handlers read it from their environment. */
  private static final String TABLE = System.getenv("DYNAMODB_TABLE_NAME");

  /** Micronaut's: the SDK's own would turn the clients of all other tests to this endpoint. */
  private static final String ENDPOINT_PROPERTY = "aws.services.dynamodb.endpoint-override";

  private static DynamoDbApi api;
  private static DynamoDbClient dynamoDb;
  private static RequestStreamHandler writer;
  private static RequestStreamHandler reader;

  @BeforeAll
  static void start() {
    api = DynamoDbApi.start();
    System.setProperty(ENDPOINT_PROPERTY, api.endpoint().toString());
    dynamoDb = DynamoDbClient.builder().endpointOverride(api.endpoint()).build();
    dynamoDb.createTable(
        r ->
            r.tableName(TABLE)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
    try (var waiter = dynamoDb.waiter()) {
      waiter.waitUntilTableExists(r -> r.tableName(TABLE));
    }
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
    assertThat(invoke(reader, "{\"id\":\"unknown\"}").body()).hasToString("{\"missing\":true}");
  }

  @ParameterizedTest
  @MethodSource("writerEvents")
  void everyWriterEventIsAnsweredAsItsNameSays(EventFile event) throws IOException {
    if (event.status() == 409) {
      invoke(writer, new EventFile("writer/200-id.json").text(), "request-of-another");
    }

    Result answer = invoke(writer, event.text(), "request-" + event.name());

    assertThat(answer.statusCode()).isEqualTo(event.status());
    if (event.status() == 200) {
      JsonNode written = answer.body().get("written");
      String id = written.get("id").textValue();
      assertThat(invoke(reader, "{\"id\":\"" + id + "\",\"consistent\":true}").body())
          .isEqualTo(written);
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

    assertThat(invoke(writer, event, "request-8").statusCode()).isEqualTo(200);
    assertThat(invoke(writer, event, "request-8").statusCode()).isEqualTo(200);
    assertThat(invoke(writer, event, "request-9").statusCode()).isEqualTo(409);
  }

  @Test
  void expiredItemIsMissingAndMakesRoom() {
    assertThat(invoke(writer, "{\"id\":\"expired\",\"expiresAt\":1}", "request-10").statusCode())
        .isEqualTo(200);

    assertThat(invoke(reader, "{\"id\":\"expired\",\"consistent\":true}").body())
        .hasToString("{\"missing\":true}");
    assertThat(invoke(writer, "{\"id\":\"expired\",\"ifAbsent\":true}", "request-11").statusCode())
        .isEqualTo(200);
  }

  @Test
  void raceForOneIdHasOneWinner() throws Exception {
    int racers = 16;
    for (int round = 0; round < 10; round++) {
      String event = "{\"id\":\"race-" + round + "\",\"ifAbsent\":true}";
      try (var threads = Executors.newFixedThreadPool(racers)) {
        var start = new CountDownLatch(1);
        List<Future<Integer>> answers =
            IntStream.range(0, racers)
                .mapToObj(
                    racer ->
                        threads.submit(
                            () -> {
                              start.await();
                              return invoke(writer, event, "racer-" + racer).statusCode();
                            }))
                .toList();
        start.countDown();
        int winners = 0;
        for (Future<Integer> answer : answers) {
          assertThat(answer.get()).isIn(200, 409);
          winners += answer.get() == 200 ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    }
  }

  private static Map<String, AttributeValue> stored(String id) {
    return dynamoDb
        .getItem(
            r ->
                r.tableName(TABLE).key(Map.of("id", AttributeValue.fromS(id))).consistentRead(true))
        .item();
  }
}
