package sealedstore.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs one variant through one scenario in one new process. */
final class Measure {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  // The SDK renews credentials a minute before they expire: then those of init need it.
  private static final Duration SNAPSHOT_SLEEP = Duration.ofMillis(2_500);

  private final Toolchain tools;
  private final DynamoDbServer dynamoDb;
  private final Path logs;

  Measure(Toolchain tools, DynamoDbServer dynamoDb, Path logs) {
    this.tools = tools;
    this.dynamoDb = dynamoDb;
    this.logs = logs;
  }

  Sample run(Plan.Step step, Path code, Optional<CpuQuota> quota)
      throws IOException, InterruptedException {
    Variant variant = step.variant();
    Variant.Scenario scenario = step.scenario();
    dynamoDb.reset(scenario != Variant.Scenario.PRIMED_WITHOUT_TABLE);
    if (variant.operation() == Variant.Operation.READ) {
      dynamoDb.put(
          """
          {"id": {"S": "bench-1"}, "source": {"S": "lambda1"}, "requestId": {"S": "1"},
           "data": {"M": {"greeting": {"S": "hello"}}}}""");
    }
    var start =
        switch (scenario) {
          case COLD -> FunctionProcess.Start.ON_DEMAND;
          case UNPRIMED -> FunctionProcess.Start.SNAP_START_WITHOUT_HOOKS;
          case PRIMED, PRIMED_WITHOUT_TABLE -> FunctionProcess.Start.SNAP_START;
        };
    Path log = logs.resolve(variant.name() + "-" + scenario + ".log");
    var figures = new LinkedHashMap<String, Double>();
    try (var function =
        FunctionProcess.start(variant, code, start, quota, tools, dynamoDb.endpoint(), log)) {
      if (scenario == Variant.Scenario.COLD) {
        cold(function, variant, figures);
      } else {
        restored(function, variant, start, figures);
      }
      for (int i = 0; i < step.warmUpCalls(); i++) {
        call(function, variant);
      }
      warm(function, variant, step.warmCalls(), figures);
      if (scenario != Variant.Scenario.COLD) {
        // The cost of a new connection for a function that is otherwise warm.
        dynamoDb.forgetConnections();
        double cpuBefore = function.cpuMillisOfThreads();
        figures.put("reconnect", millis(call(function, variant).nanos()));
        figures.put("reconnectCpu", function.cpuMillisOfThreads() - cpuBefore);
      }
    }
    return new Sample(
        variant.name(), scenario, quota.isPresent() ? CpuQuota.SHARE_OF_512_MB : 0, figures);
  }

  private void cold(FunctionProcess function, Variant variant, Map<String, Double> figures)
      throws IOException, InterruptedException {
    function.api.awaitInit(LIMIT);
    figures.put("init", millis(System.nanoTime() - function.startedAt));
    call(function, variant);
    figures.put("cold", millis(System.nanoTime() - function.startedAt));
    figures.put("coldCpu", function.cpuMillis());
    figures.put("memory", function.residentMegabytes());
  }

  private void restored(
      FunctionProcess function,
      Variant variant,
      FunctionProcess.Start start,
      Map<String, Double> figures)
      throws IOException, InterruptedException {
    if (start == FunctionProcess.Start.SNAP_START) {
      function.api.awaitCheckpoint(LIMIT);
      figures.put("snapshot", millis(System.nanoTime() - function.startedAt));
      figures.put("snapshotCpu", function.cpuMillis());
      if (dynamoDb.requests() == 0 && !variant.primesOffline()) {
        throw new BenchFailure(variant.name() + " was not primed: its hook sent nothing");
      }
      if (dynamoDb.writes() > 0) {
        throw new BenchFailure(variant.name() + " wrote an item before its snapshot");
      }
    } else {
      function.api.awaitInit(LIMIT);
    }
    dynamoDb.forgetConnections();
    dynamoDb.reset(true);
    Thread.sleep(SNAPSHOT_SLEEP);
    dynamoDb.warmUp();
    double cpuBefore = function.cpuMillisOfThreads();
    long restoredAt = System.nanoTime();
    function.api.restore();
    RuntimeApi.Reply reply = call(function, variant);
    figures.put("firstCall", millis(System.nanoTime() - restoredAt));
    // Lambda reports the restore, hooks included, and the call separately ("Monitoring for Lambda
    // SnapStart").
    figures.put("firstDuration", millis(reply.nanos()));
    figures.put("firstCallCpu", function.cpuMillisOfThreads() - cpuBefore);
  }

  private void warm(
      FunctionProcess function, Variant variant, int calls, Map<String, Double> figures)
      throws InterruptedException {
    double cpuBefore = function.cpuMillis();
    var times = new double[calls];
    for (int i = 0; i < calls; i++) {
      times[i] = millis(call(function, variant).nanos());
    }
    figures.put("warmCpu", (function.cpuMillis() - cpuBefore) / calls);
    Arrays.sort(times);
    figures.put("warmP50", Statistics.quantile(times, 0.5));
    figures.put("warmP99", Statistics.quantile(times, 0.99));
  }

  private static RuntimeApi.Reply call(FunctionProcess function, Variant variant)
      throws InterruptedException {
    byte[] event = variant.operation().event.getBytes(StandardCharsets.UTF_8);
    RuntimeApi.Reply reply = function.api.invoke(event, LIMIT);
    String body = new String(reply.body(), StandardCharsets.UTF_8);
    // A function that fails fast must not count as fast.
    if (!body.contains("200") || !body.contains("bench-1")) {
      throw new BenchFailure(variant.name() + " answered " + body);
    }
    return reply;
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
