package sealedstore.deployed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import sealedstore.deployed.LogLine.Facts;
import sealedstore.deployed.LoggedCalls.Call;
import sealedstore.deployed.MetricFilters.Filter;
import sealedstore.items.testing.EventFiles;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** What the functions print: one line for each call, and the metrics that count it. */
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
@ResourceLock(Shared.PERMISSIONS)
class LogLinesIT {

  private static final Stack STACK = Stack.underTest();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> FUNCTIONS = List.of("Writer", "Reader");

  @AutoClose private static final CloudWatchLogsClient LOGS = CloudWatchLogsClient.create();
  private static final MetricFilters FILTERS = new MetricFilters(LOGS);
  private static List<Call> calls;
  private static final Map<String, PrintedLines> PRINTED = new HashMap<>();

  @BeforeAll
  static void call() throws IOException {
    calls = LoggedCalls.make(STACK);
    await().atMost(PATIENCE).untilAsserted(LogLinesIT::everyCallIsPrinted);
  }

  private static void everyCallIsPrinted() {
    FUNCTIONS.forEach(function -> PRINTED.put(function, PrintedLines.of(LOGS, logGroup(function))));
    assertThat(calls)
        .allSatisfy(
            call -> assertThat(PRINTED.get(call.function()).of(call.requestId())).isNotEmpty());
  }

  @Test
  void callsHaveEveryOutcomeThatAnEventCanHave() {
    assertThat(calls.stream().map(Call::outcome).collect(toSet()))
        .isEqualTo(LogLine.OF_OUTCOME.keySet());
  }

  @Test
  void eachCallPrintsOneLineOfItsFacts() {
    for (Call call : calls) {
      JsonNode line = lineOf(call);
      Facts facts = LogLine.OF_OUTCOME.get(call.outcome());

      assertThat(line.get("outcome").textValue()).isEqualTo(call.outcome());
      assertThat(line.get("level").textValue()).as("%s", call).isEqualTo(facts.level());
      assertThat(line.get("function").textValue())
          .isEqualTo(STACK.outputs().get(call.function() + "FunctionName"));
      assertThat(names(line)).as("%s", call).isEqualTo(facts.fields().keySet());
      assertThat(facts.fields())
          .allSatisfy(
              (name, isOfItsType) ->
                  assertThat(isOfItsType.test(line.get(name))).as(name).isTrue());
      assertThat(Instant.parse(line.get("timestamp").textValue()))
          .isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
      assertThat(line.path("attempts").asInt(1)).isEqualTo(1);
    }
  }

  @Test
  void nothingOfAnEventIsPrinted() throws IOException {
    List<String> unprinted = new ArrayList<>(List.of(LoggedCalls.UNKNOWN_ID));
    for (var file : EventFiles.of("writer")) {
      if (file.status() == 200 && file.text().contains("\"id\"")) {
        unprinted.add(DeployedFunctions.parse(file.text()).get("id").textValue());
      }
    }

    assertThat(unprinted).hasSizeGreaterThan(2);
    for (PrintedLines printed : PRINTED.values()) {
      assertThat(printed.all()).noneMatch(line -> unprinted.stream().anyMatch(line::contains));
    }
  }

  @Test
  void eachLineCountsForTheMetricsOfItsOutcome() {
    for (Call call : calls) {
      ObjectNode line = lineOf(call);
      line.remove("start");

      assertThat(metricsOf(call.function(), line.toString()))
          .as("%s", call)
          .isEqualTo(LogLine.metrics(call));
    }
  }

  @Test
  void everyPatternSelectsALineAndFindsItsValueAndDimensions() {
    for (String function : FUNCTIONS) {
      List<String> lines = withOneRetried(PRINTED.get(function).ofCalls());
      for (Filter filter : FILTERS.of(logGroup(function))) {
        List<String> selected = FILTERS.selected(filter, lines);

        assertThat(selected).as("%s, %s", function, filter.pattern()).isNotEmpty();
        assertThat(selected)
            .allSatisfy(
                line -> {
                  assertThat(MetricFilters.value(filter, line)).isPositive();
                  assertThat(MetricFilters.dimensions(filter, line)).allMatch(JsonNode::isTextual);
                });
      }
    }
  }

  @Test
  void noPatternCountsThePlatformsOwnLines() {
    for (String function : FUNCTIONS) {
      List<String> lines = PRINTED.get(function).ofPlatform();
      assertThat(lines).isNotEmpty();
      assertThat(FILTERS.of(logGroup(function)))
          .allSatisfy(filter -> assertThat(FILTERS.selected(filter, lines)).isEmpty());
    }
  }

  @Test
  void firstCallOfAnEnvironmentSaysHowItStarted() {
    for (PrintedLines printed : PRINTED.values()) {
      // A stream belongs to one environment, and its name has the version.
      Map<String, List<String>> starts =
          printed.events().stream()
              .filter(event -> PrintedLines.isOfCall(event.message()))
              .collect(groupingBy(FilteredLogEvent::logStreamName, LogLine.starts()));

      assertThat(starts).isNotEmpty();
      assertThat(starts)
          .allSatisfy(
              (stream, found) -> {
                // $LATEST has no snapshot to restore.
                assertThat(found.getFirst())
                    .as(stream)
                    .isEqualTo(stream.contains("[$LATEST]") ? "init" : "restore");
                assertThat(found.subList(1, found.size())).as(stream).allMatch(String::isEmpty);
              });
    }
  }

  private static String logGroup(String function) {
    return STACK.outputs().get(function + "LogGroupName");
  }

  private static ObjectNode lineOf(Call call) {
    List<String> lines = PRINTED.get(call.function()).of(call.requestId()).toList();
    assertThat(lines).as("%s", call).hasSize(1);
    return (ObjectNode) DeployedFunctions.parse(lines.getFirst());
  }

  private static Set<String> metricsOf(String function, String line) {
    return FILTERS.of(logGroup(function)).stream()
        .filter(filter -> !FILTERS.selected(filter, List.of(line)).isEmpty())
        .map(filter -> filter.metric().metricName())
        .collect(toSet());
  }

  /** The fields of a line, without that of a first call. */
  private static Set<String> names(JsonNode line) {
    return line.propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals("start"))
        .collect(toSet());
  }

  /** These calls have no second try: items/CallLogTest prints such a line. */
  private static List<String> withOneRetried(List<String> lines) {
    String once =
        lines.stream().filter(line -> line.contains("\"attempts\":1,")).findFirst().orElseThrow();
    return Stream.concat(
            lines.stream(), Stream.of(once.replace("\"attempts\":1,", "\"attempts\":2,")))
        .toList();
  }
}
