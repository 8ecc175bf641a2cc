package sealedstore.bench.micronaut;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores items. */
@Singleton
class ItemRepository {

  private final DynamoDbClient dynamoDb;
  private final String table;

  ItemRepository(DynamoDbClient dynamoDb, @Value("${dynamodb.table.name}") String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  void write(WriteRequest request, String requestId) {
    var data = new HashMap<String, AttributeValue>();
    request.getData().forEach((name, value) -> data.put(name, AttributeValue.fromS(value)));
    var item =
        Map.of(
            "id", AttributeValue.fromS(request.getId()),
            "source", AttributeValue.fromS("lambda1"),
            "requestId", AttributeValue.fromS(requestId),
            "data", AttributeValue.fromM(data));
    dynamoDb.putItem(put -> put.tableName(table).item(item));
  }
}
