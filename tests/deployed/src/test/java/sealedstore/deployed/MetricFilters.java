package sealedstore.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** The metric filters of a log group, tried by CloudWatch Logs itself. */
record MetricFilters(CloudWatchLogsClient logs) {

  /** The most messages that one TestMetricFilter call takes. */
  private static final int BATCH = 50;

  /** A pattern, and a metric that a line which it selects counts for. */
  record Filter(String pattern, MetricTransformation metric) {}

  List<Filter> of(String logGroup) {
    return logs
        .describeMetricFiltersPaginator(r -> r.logGroupName(logGroup))
        .metricFilters()
        .stream()
        .flatMap(
            filter ->
                filter.metricTransformations().stream()
                    .map(metric -> new Filter(filter.filterPattern(), metric)))
        .toList();
  }

  /** The lines that the pattern selects. */
  List<String> selected(Filter filter, List<String> lines) {
    List<String> selected = new ArrayList<>();
    for (int at = 0; at < lines.size(); at += BATCH) {
      List<String> batch = lines.subList(at, Math.min(at + BATCH, lines.size()));
      logs
          .testMetricFilter(r -> r.filterPattern(filter.pattern()).logEventMessages(batch))
          .matches()
          .stream()
          .map(MetricFilterMatchRecord::eventMessage)
          .forEach(selected::add);
    }
    return selected;
  }

  /** What a line adds to the metric: a number, or what a selector takes from the line. */
  static double value(Filter filter, String line) {
    String value = filter.metric().metricValue();
    return value.startsWith("$") ? select(value, line).doubleValue() : Double.parseDouble(value);
  }

  /** What the dimensions of the metric take from a line. */
  static List<JsonNode> dimensions(Filter filter, String line) {
    return filter.metric().dimensions().values().stream()
        .map(selector -> select(selector, line))
        .toList();
  }

  /** What a selector such as {@code $.function} takes from a line. */
  private static JsonNode select(String selector, String line) {
    return DeployedFunctions.parse(line).at(selector.substring(1).replace('.', '/'));
  }
}
