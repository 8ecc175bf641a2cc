package sealedstore.deployed;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collector;
import sealedstore.deployed.LoggedCalls.Call;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** What the line of a call holds, by its outcome, and the metrics that it counts for. */
final class LogLine {

  /**
   * The fields of a line and its metrics.
   *
   * @param fields the type of each field, without {@code start}, which a first call has
   * @param metrics the metrics that count such a line of the writer, of a call that needed one try
   */
  record Facts(String level, Map<String, Predicate<JsonNode>> fields, Set<String> metrics) {}

  private static final Map<String, Predicate<JsonNode>> ALWAYS =
      Map.of(
          "timestamp", JsonNode::isTextual,
          "level", JsonNode::isTextual,
          "outcome", JsonNode::isTextual,
          "function", JsonNode::isTextual,
          "requestId", JsonNode::isTextual);
  private static final Map<String, Predicate<JsonNode>> CALL_OF_DYNAMODB =
      plus(
          ALWAYS,
          Map.of("attempts", JsonNode::isInt, "dynamoDbMs", JsonNode::isFloatingPointNumber));
  private static final Map<String, Predicate<JsonNode>> ITEM =
      plus(CALL_OF_DYNAMODB, Map.of("bytes", JsonNode::isInt));

  private static final Set<String> CALL_METRICS = Set.of("Calls", "DynamoDbLatency");
  private static final Set<String> ITEM_METRICS = Set.of("Calls", "DynamoDbLatency", "ItemBytes");
  private static final Set<String> REFUSAL_METRICS = Set.of("Calls", "RefusedEvents");

  /** By outcome. */
  static final Map<String, Facts> OF_OUTCOME =
      Map.of(
          "Written", new Facts("INFO", ITEM, ITEM_METRICS),
          "Found", new Facts("INFO", ITEM, ITEM_METRICS),
          "Missing", new Facts("INFO", CALL_OF_DYNAMODB, CALL_METRICS),
          "Deleted", new Facts("INFO", CALL_OF_DYNAMODB, CALL_METRICS),
          "ItemExists", new Facts("INFO", CALL_OF_DYNAMODB, CALL_METRICS),
          "ItemChanged", new Facts("INFO", CALL_OF_DYNAMODB, CALL_METRICS),
          "InvalidEvent", new Facts("WARN", ALWAYS, REFUSAL_METRICS),
          "ItemTooLarge", new Facts("WARN", ALWAYS, REFUSAL_METRICS),
          "AccessDenied", new Facts("ERROR", CALL_OF_DYNAMODB, CALL_METRICS));

  private LogLine() {}

  /** The metrics that the line of a call counts for. */
  static Set<String> metrics(Call call) {
    Set<String> metrics = new HashSet<>(OF_OUTCOME.get(call.outcome()).metrics());
    if (call.function().equals("Reader")) {
      // Only writes can be asynchronous; their caller does not see a refusal.
      metrics.remove("RefusedEvents");
    }
    return metrics;
  }

  /** How each call's environment started, empty for a call that was not its first. */
  static Collector<FilteredLogEvent, ?, List<String>> starts() {
    return mapping(
        event -> DeployedFunctions.parse(event.message()).path("start").asText(""), toList());
  }

  private static Map<String, Predicate<JsonNode>> plus(
      Map<String, Predicate<JsonNode>> some, Map<String, Predicate<JsonNode>> more) {
    Map<String, Predicate<JsonNode>> all = new HashMap<>(some);
    all.putAll(more);
    return Map.copyOf(all);
  }
}
