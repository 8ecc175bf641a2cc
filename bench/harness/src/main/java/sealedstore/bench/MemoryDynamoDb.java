package sealedstore.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PutItem and GetItem of one table in memory, with as little work as possible. The only condition
 * that it knows is the one that is never true.
 */
final class MemoryDynamoDb implements DynamoDb {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NEVER = "attribute_exists(id) AND attribute_not_exists(id)";

  private final Map<String, JsonNode> items = new ConcurrentHashMap<>();

  @Override
  public String table() {
    return "bench-items";
  }

  @Override
  public Answer answer(String operation, byte[] request) throws IOException {
    JsonNode asked = JSON.readTree(request);
    return switch (operation) {
      case "PutItem" -> put(asked);
      case "GetItem" -> get(asked);
      default -> fault("UnknownOperationException", operation);
    };
  }

  /** An error in DynamoDB's format. */
  static Answer fault(String type, String message) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("__type", "com.amazonaws.dynamodb.v20120810#" + type);
    answer.put("message", message);
    return new Answer(400, JSON.writeValueAsBytes(answer));
  }

  private Answer put(JsonNode request) throws IOException {
    if (request.path("ConditionExpression").asText().endsWith(NEVER)) {
      return fault("ConditionalCheckFailedException", "The conditional request failed");
    }
    items.put(request.at("/Item/id/S").asText(), request.get("Item"));
    return new Answer(200, JSON.writeValueAsBytes(JSON.createObjectNode()));
  }

  private Answer get(JsonNode request) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    JsonNode item = items.get(request.at("/Key/id/S").asText());
    if (item != null) {
      answer.set("Item", item);
    }
    return new Answer(200, JSON.writeValueAsBytes(answer));
  }
}
