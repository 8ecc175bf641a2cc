package sealedstore.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.Invocation.invoke;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.items.TableName;
import sealedstore.items.testing.InMemoryDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

@MicronautTest(startApplication = false, rebuildContext = true)
class ReaderHandlerTest {

  @Singleton
  @Replaces(DynamoDbClient.class)
  DynamoDbClient dynamoDb() {
    return new InMemoryDynamoDb();
  }

  @Singleton
  TableName table() {
    return new TableName("acme-dev-items");
  }

  @Inject ItemReader reader;
  @Inject DynamoDbClient client;

  @Test
  void plainEventLooksUpTheDefaultItem() {
    String result = invoke(new ReaderHandler(reader), "{}", "request-1");

    assertThat(((InMemoryDynamoDb) client).requests)
        .containsExactly(
            GetItemRequest.builder()
                .tableName("acme-dev-items")
                .key(Map.of("id", AttributeValue.fromS("default-1")))
                .build());
    assertThat(result).isEqualTo("{\"statusCode\":200,\"body\":\"{\\\"missing\\\":true}\"}");
  }

  @Test
  void itemInTheTableIsTheAnswer() {
    ((InMemoryDynamoDb) client).table.put("a", Map.of("id", AttributeValue.fromS("a")));

    assertThat(invoke(new ReaderHandler(reader), "{\"id\": \"a\"}", "request-1"))
        .isEqualTo("{\"statusCode\":200,\"body\":\"{\\\"id\\\":\\\"a\\\"}\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                    | the event must be a JSON object, and is an array",
        "{\"id\": 7}           | id: must be a string, and is a number",
        "{\"data\": {}}        | data: is not a field of this event",
      })
  void invalidEventIsAnsweredWithItsRule(String event, String message) {
    String result = invoke(new ReaderHandler(reader), event, "request-1");

    assertThat(result).startsWith("{\"statusCode\":400,").contains("InvalidEvent", message);
    assertThat(((InMemoryDynamoDb) client).requests).isEmpty();
  }
}
