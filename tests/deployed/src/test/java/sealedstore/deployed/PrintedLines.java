package sealedstore.deployed;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * What a function has printed.
 *
 * @param events in the order of their time
 */
record PrintedLines(List<FilteredLogEvent> events) {

  static PrintedLines of(CloudWatchLogsClient logs, String logGroup) {
    return new PrintedLines(
        logs.filterLogEventsPaginator(r -> r.logGroupName(logGroup)).events().stream().toList());
  }

  List<String> all() {
    return events.stream().map(event -> event.message().strip()).toList();
  }

  /** The lines that the functions print, one for each call. */
  List<String> ofCalls() {
    return all().stream().filter(PrintedLines::isOfCall).toList();
  }

  /** The lines that Lambda prints about its own work. */
  List<String> ofPlatform() {
    return all().stream()
        .filter(line -> line.replace(" ", "").contains("\"type\":\"platform."))
        .toList();
  }

  /** The lines about one call. */
  Stream<String> of(String requestId) {
    return ofCalls().stream().filter(line -> line.contains(requestId));
  }

  static boolean isOfCall(String line) {
    return line.contains("\"outcome\"");
  }
}
