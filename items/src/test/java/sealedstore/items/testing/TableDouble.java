package sealedstore.items.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A table that speaks DynamoDB's JSON protocol as far as the functions do, and refuses what
 * DynamoDB refuses. FunctionsOnDynamoDbIT makes the same calls to a real DynamoDB API.
 */
public final class TableDouble {

  /** A response of the service. */
  public record Reply(int status, String body) {

    public static Reply error(int status, String code, String message) {
      return new Reply(
          status,
          "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"}"
              .formatted(code, message));
    }
  }

  /** A request to the service. */
  public record Call(String operation, JsonNode body) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NUMBER = Pattern.compile("\"N\":\"([^\"]+)\"");

  /** The items by their id, as the protocol writes them. */
  public final Map<String, JsonNode> items = new ConcurrentHashMap<>();

  public final List<Call> calls = new ArrayList<>();

  /** Answers one call. */
  public synchronized Reply answer(String operation, String body) {
    JsonNode request;
    try {
      request = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return Reply.error(400, "SerializationException", "");
    }
    calls.add(new Call(operation, request));
    return switch (operation) {
      case "PutItem" -> put(request);
      case "GetItem" -> get(request);
      default -> Reply.error(400, "UnknownOperationException", "");
    };
  }

  private Reply put(JsonNode request) {
    JsonNode item = request.get("Item");
    String fault = item.valueStream().map(v -> fault(v, 1)).reduce("", String::concat);
    if (!fault.isEmpty()) {
      return Reply.error(400, "ValidationException", fault);
    }
    String id = item.at("/id/S").textValue();
    if (request.has("ConditionExpression") && !Condition.of(request).holdsFor(items.get(id))) {
      return Reply.error(400, "ConditionalCheckFailedException", "The conditional request failed");
    }
    items.put(id, item);
    return new Reply(200, "{}");
  }

  private Reply get(JsonNode request) {
    JsonNode item = items.get(request.at("/Key/id/S").textValue());
    return new Reply(200, item == null ? "{}" : "{\"Item\":" + plain(item) + "}");
  }

  /** DynamoDB answers numbers in plain digits, however they were written. */
  private static String plain(JsonNode item) {
    return NUMBER
        .matcher(item.toString())
        .replaceAll(n -> "\"N\":\"" + new BigDecimal(n.group(1)).toPlainString() + '"');
  }

  /** What DynamoDB refuses in a value at this level; empty if nothing. */
  private static String fault(JsonNode value, int level) {
    if (level > 32 || level > 31 && (value.has("M") || value.has("L"))) {
      return "Nesting Levels have exceeded supported limits";
    }
    if (value.has("N")) {
      return numberFault(new BigDecimal(value.get("N").textValue()).stripTrailingZeros());
    }
    if (value.has("S")) {
      String text = value.get("S").textValue();
      return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? "" : "not Unicode";
    }
    if (value.has("M") && value.get("M").propertyStream().anyMatch(e -> e.getKey().isEmpty())) {
      return "Empty attribute name";
    }
    JsonNode held = value.has("M") ? value.get("M") : value.path("L");
    return held.valueStream().map(v -> fault(v, level + 1)).reduce("", String::concat);
  }

  private static String numberFault(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    boolean kept = number.signum() == 0 || exponent <= 125 && exponent >= -130;
    return kept && number.precision() <= 38 ? "" : "Number overflow";
  }
}
