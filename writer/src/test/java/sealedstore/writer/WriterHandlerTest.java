package sealedstore.writer;

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
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

@MicronautTest(startApplication = false, rebuildContext = true)
class WriterHandlerTest {

  @Singleton
  @Replaces(DynamoDbClient.class)
  DynamoDbClient dynamoDb() {
    return new InMemoryDynamoDb();
  }

  @Singleton
  TableName table() {
    return new TableName("acme-dev-items");
  }

  @Inject ItemWriter writer;
  @Inject DynamoDbClient client;

  @Test
  void plainEventStoresTheDefaultItem() {
    String result = invoke(new WriterHandler(writer), "{}", "request-1");

    assertThat(((InMemoryDynamoDb) client).requests)
        .containsExactly(
            PutItemRequest.builder()
                .tableName("acme-dev-items")
                .item(
                    Map.of(
                        "id", AttributeValue.fromS("default-1"),
                        "source", AttributeValue.fromS("lambda1"),
                        "requestId", AttributeValue.fromS("request-1")))
                .build());
    assertThat(result).startsWith("{\"statusCode\":200,\"body\":\"{\\\"written\\\":{");
  }

  @Test
  void givenIdIsTheKey() {
    invoke(new WriterHandler(writer), "{\"id\": \"order-7\"}", "request-1");

    assertThat(((InMemoryDynamoDb) client).table).containsOnlyKeys("order-7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                     | the event must be a JSON object, and is an array",
        "null                   | the event must be a JSON object, and is null",
        "\"id\"                 | the event must be a JSON object, and is a string of 2 characters",
        "``                     | the event must be a JSON object, and is empty",
        "{} {}                  | the event must be one JSON object, and more follows it",
        "{\"id\": \"a\"         | the event is not valid JSON at line 1, column 11",
        "{\"id\": 7}            | id: must be a string, and is a number",
        "{\"id\": null}         | id: must be a string, and is null",
        "{\"id\": true}         | id: must be a string, and is a boolean",
        "{\"id\": {}}           | id: must be a string, and is an object",
        "{\"id\":\"\"}          | id: must be a string of 1 to 2,048 bytes in UTF-8, and is empty",
        "{\"id\":\"a\",\"id\":\"b\"} | id: must not be given twice",
        "{\"colour\": \"red\"}  | colour: is not a field of this event",
      })
  void invalidEventIsAnsweredWithItsRuleAndStoresNothing(String event, String message) {
    String result = invoke(new WriterHandler(writer), event, "request-1");

    assertThat(result).startsWith("{\"statusCode\":400,").contains("InvalidEvent", message);
    assertThat(((InMemoryDynamoDb) client).requests).isEmpty();
  }
}
