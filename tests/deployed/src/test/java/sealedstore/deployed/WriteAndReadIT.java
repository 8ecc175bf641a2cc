package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Invokes the deployed functions by their alias and looks into the deployed table. It may be one in
 * use: no item is overwritten, and those written expire.
 */
@Acceptance
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
@ResourceLock(value = Shared.PERMISSIONS, mode = ResourceAccessMode.READ)
class WriteAndReadIT {

  private static final Stack STACK = Stack.underTest();
  private static DeployedFunctions functions;
  private static DynamoDbClient dynamoDb;
  private static ItemsInTable items;

  @BeforeAll
  static void connect() {
    functions = new DeployedFunctions(STACK);
    dynamoDb = DynamoDbClient.create();
    items = new ItemsInTable(dynamoDb, STACK);
  }

  @AfterAll
  static void disconnect() {
    functions.close();
    dynamoDb.close();
  }

  @Test
  void itemWrittenIsInTheTableAndReadBack() {
    String id = "stack-test-" + UUID.randomUUID();

    JsonNode written =
        functions
            .write("{\"id\":\"%s\",\"expiresAt\":%d}".formatted(id, inAnHour()))
            .body()
            .get("written");

    assertThat(functions.read("{\"id\":\"%s\",\"consistent\":true}".formatted(id)).body())
        .isEqualTo(written);
    Map<String, AttributeValue> stored = items.item(id);
    assertThat(stored.keySet()).containsExactlyInAnyOrder("id", "source", "requestId", "expiresAt");
    assertThat(stored.get("id").s()).isEqualTo(id);
    assertThat(stored.get("source").s()).isEqualTo("lambda1");
    assertThat(stored.get("requestId").s()).isEqualTo(written.get("requestId").textValue());
  }

  @Test
  void eventWithoutIdMeansTheDefaultId() {
    var answer = functions.write("{\"ifAbsent\":true,\"expiresAt\":%d}".formatted(inAnHour()));

    assertThat(answer.statusCode()).isIn(200, 409);
    assertThat(functions.read("{\"consistent\":true}").body().get("id").textValue())
        .isEqualTo("default-1");
  }

  @Test
  void itemThatWasReadIsReplacedAndDeletedOnce() {
    String id = "stack-test-" + UUID.randomUUID();
    String first = requestId("{\"id\":\"%s\",\"expiresAt\":%d}".formatted(id, inAnHour()));
    String update =
        "{\"id\":\"%s\",\"ifMatch\":\"%s\",\"expiresAt\":%d}".formatted(id, first, inAnHour());
    String second = requestId(update);
    String delete = "{\"id\":\"%s\",\"ifMatch\":\"%s\",\"delete\":true}".formatted(id, second);

    assertThat(functions.write(update).statusCode()).isEqualTo(409);
    assertThat(functions.write(delete).body()).hasToString("{\"deleted\":{\"id\":\"" + id + "\"}}");
    assertThat(functions.write(delete).statusCode()).isEqualTo(409);
    assertThat(functions.read("{\"id\":\"%s\",\"consistent\":true}".formatted(id)).body())
        .hasToString("{\"missing\":true}");
  }

  @Test
  void itemThatWasNeverWrittenIsMissing() {
    var answer = functions.read("{\"id\":\"never-" + UUID.randomUUID() + "\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasToString("{\"missing\":true}");
  }

  @Test
  void badEventIsAnsweredAndNotStored() {
    var answer = functions.write("{\"id\":7}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body().at("/error/code").textValue()).isEqualTo("InvalidEvent");
    assertThat(items.item("7")).isEmpty();
  }

  /** Writes an item, which must succeed. */
  private static String requestId(String event) {
    return functions.write(event).body().at("/written/requestId").textValue();
  }

  private static long inAnHour() {
    return Instant.now().plus(Duration.ofHours(1)).getEpochSecond();
  }
}
