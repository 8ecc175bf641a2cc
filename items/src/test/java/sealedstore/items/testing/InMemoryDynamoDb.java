package sealedstore.items.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A table in memory that remembers the requests it got. */
public final class InMemoryDynamoDb implements DynamoDbClient {

  public final Map<String, Map<String, AttributeValue>> table = new HashMap<>();
  public final List<DynamoDbRequest> requests = new ArrayList<>();

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    requests.add(request);
    table.put(request.item().get("id").s(), request.item());
    return PutItemResponse.builder().build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    requests.add(request);
    return GetItemResponse.builder().item(table.get(request.key().get("id").s())).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
