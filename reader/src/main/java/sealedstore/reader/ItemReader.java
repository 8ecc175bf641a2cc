package sealedstore.reader;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import sealedstore.items.TableName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Looks items up in the table. */
@Singleton
final class ItemReader {

  private final DynamoDbClient dynamoDb;
  private final TableName table;

  ItemReader(DynamoDbClient dynamoDb, TableName table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** The item with this id, if the table holds one. */
  Optional<Map<String, AttributeValue>> read(ReadEvent event) {
    var key = Map.of("id", AttributeValue.fromS(event.id().value()));
    var response = dynamoDb.getItem(get -> get.tableName(table.value()).key(key));
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }
}
