package sealedstore.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  private static final String ENDPOINT_PROPERTY = "aws.endpointUrlDynamoDb";

  private static DynamoDbApi api;
  private static DynamoDbClient dynamoDb;
  private static RequestStreamHandler writer;
  private static RequestStreamHandler reader;

  @BeforeAll
  static void start() {
    api = DynamoDbApi.start();
    System.setProperty(ENDPOINT_PROPERTY, api.endpoint().toString());
    dynamoDb = DynamoDbClient.create();
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
    dynamoDb.deleteTable(r -> r.tableName(TABLE));
    dynamoDb.close();
    System.clearProperty(ENDPOINT_PROPERTY);
    api.close();
  }

  @Test
  void plainWriteStoresIdSourceAndRequestId() throws IOException {
    JsonNode answer = call(writer, "request-1", "{\"id\":\"plain\"}");

    assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
    assertThat(stored("plain"))
        .isEqualTo(
            Map.of(
                "id", AttributeValue.fromS("plain"),
                "source", AttributeValue.fromS("lambda1"),
                "requestId", AttributeValue.fromS("request-1")));
  }

  @Test
  void itemReadIsTheItemWritten() throws IOException {
    JsonNode written = body(call(writer, "request-2", "{\"id\":\"round trip\"}"));
    JsonNode read = body(call(reader, "request-3", "{\"id\":\"round trip\"}"));

    assertThat(read).isEqualTo(written.get("written"));
  }

  @Test
  void secondWriteReplacesTheItem() throws IOException {
    call(writer, "request-4", "{\"id\":\"replaced\"}");
    call(writer, "request-5", "{\"id\":\"replaced\"}");

    assertThat(stored("replaced")).containsEntry("requestId", AttributeValue.fromS("request-5"));
  }

  @Test
  void longestIdIsStored() throws IOException {
    String id = "\u00e4".repeat(1024);

    assertThat(call(writer, "request-6", "{\"id\":\"" + id + "\"}").get("statusCode").intValue())
        .isEqualTo(200);
    assertThat(stored(id)).containsEntry("id", AttributeValue.fromS(id));
  }

  @Test
  void unknownIdIsMissing() throws IOException {
    assertThat(body(call(reader, "request-7", "{\"id\":\"unknown\"}")))
        .hasToString("{\"missing\":true}");
  }

  private static JsonNode call(RequestStreamHandler handler, String requestId, String event)
      throws IOException {
    var output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        output,
        new RequestContext(requestId));
    return DeployedFunctions.parse(output.toString(StandardCharsets.UTF_8));
  }

  private static JsonNode body(JsonNode answer) {
    return DeployedFunctions.parse(answer.get("body").textValue());
  }

  private static Map<String, AttributeValue> stored(String id) {
    return dynamoDb
        .getItem(
            r ->
                r.tableName(TABLE).key(Map.of("id", AttributeValue.fromS(id))).consistentRead(true))
        .item();
  }
}
