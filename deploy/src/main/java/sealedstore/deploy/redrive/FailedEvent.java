package sealedstore.deploy.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;

/**
 * The record that Lambda makes of an event whose attempts have failed ("Capturing records of Lambda
 * asynchronous invocations").
 *
 * @param event the event's own text
 * @param requestId of the failed invocation
 * @param timestamp when Lambda gave up; when the event was sent is in no record
 * @param condition why there was no further attempt
 * @param error the last attempt's error type
 */
record FailedEvent(
    EventText event, String requestId, Instant timestamp, String condition, String error) {

  /** Independent of the order in which the queue returns them. */
  static final Comparator<FailedEvent> LATEST_FIRST =
      Comparator.comparing(FailedEvent::timestamp).thenComparing(FailedEvent::requestId).reversed();

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty for any other text. */
  static Optional<FailedEvent> of(String body) {
    try {
      var members = JsonMembers.of(body);
      JsonNode context = JSON.readTree(members.getOrDefault("requestContext", "null"));
      String requestId = context.path("requestId").asText();
      if (!members.containsKey("requestPayload") || requestId.isEmpty()) {
        return Optional.empty();
      }
      JsonNode response = JSON.readTree(members.getOrDefault("responsePayload", "null"));
      return Optional.of(
          new FailedEvent(
              new EventText(members.get("requestPayload")),
              requestId,
              Instant.parse(JSON.readTree(members.getOrDefault("timestamp", "null")).asText()),
              context.path("condition").asText("unknown condition"),
              response.isObject()
                  ? response.path("errorType").asText("unknown error")
                  : "no response"));
    } catch (IOException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** One line, without anything of the item. */
  @Override
  public String toString() {
    return "%s  %s  %s  %s  %d bytes"
        .formatted(
            timestamp,
            requestId,
            condition,
            error,
            event.text().getBytes(StandardCharsets.UTF_8).length);
  }
}
