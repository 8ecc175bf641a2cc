package sealedstore.deploy.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A record that Lambda made of an event whose attempts have failed ("Capturing records of Lambda
 * asynchronous invocations").
 *
 * @param event the event's own text
 * @param timestamp when the record was made
 * @param condition why there was no further attempt
 * @param error the last attempt's error type
 */
record FailedEvent(String event, String timestamp, String condition, String error) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty for any other text. */
  static Optional<FailedEvent> of(String body) {
    try {
      var members = JsonMembers.of(body);
      JsonNode context = JSON.readTree(members.getOrDefault("requestContext", "null"));
      if (!members.containsKey("requestPayload") || !context.isObject()) {
        return Optional.empty();
      }
      JsonNode response = JSON.readTree(members.getOrDefault("responsePayload", "null"));
      return Optional.of(
          new FailedEvent(
              members.get("requestPayload"),
              JSON.readTree(members.getOrDefault("timestamp", "null")).asText("unknown time"),
              context.path("condition").asText("unknown condition"),
              response.isObject()
                  ? response.path("errorType").asText("unknown error")
                  : "no response"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The event with {@code ifAbsent}: an item that exists now is not overwritten. */
  String eventIfAbsent() throws IOException {
    if (!event.startsWith("{")) {
      return event;
    }
    var members = JsonMembers.of(event);
    members.put("ifAbsent", "true");
    return members.entrySet().stream()
        .map(member -> JSON.valueToTree(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
