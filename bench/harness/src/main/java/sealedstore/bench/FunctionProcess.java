package sealedstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A function started as by Lambda: package folder, class path, environment, settings. */
final class FunctionProcess implements AutoCloseable {

  /** Where credentials come from and whether hooks run: on demand, or under SnapStart. */
  enum Start {
    ON_DEMAND,
    SNAP_START,
    /** As under SnapStart, but no hook runs. */
    SNAP_START_WITHOUT_HOOKS
  }

  private static final int MEMORY_MB = 512;

  // The managed runtime's flags that matter here. It uses C1 only unless the function uses
  // SnapStart (AWS: "Customize Java runtime startup behavior for Lambda functions"). A function of
  // this size sees two processors, whatever its share of them.
  private static final List<String> JVM =
      List.of(
          "-XX:MaxHeapSize=" + MEMORY_MB * 1024 * 85 / 100 + "k",
          "-XX:+UseSerialGC",
          "-XX:ActiveProcessorCount=2",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
          "-Djava.net.preferIPv4Stack=true");

  private final Process process;
  private final Path log;

  final RuntimeApi api;
  final long startedAt;

  private FunctionProcess(Process process, Path log, RuntimeApi api, long startedAt) {
    this.process = process;
    this.log = log;
    this.api = api;
    this.startedAt = startedAt;
  }

  static FunctionProcess start(
      Variant variant,
      Path code,
      Start start,
      Optional<CpuQuota> quota,
      Toolchain tools,
      DynamoDbEndpoint dynamoDb,
      Path log)
      throws IOException {
    // When a snapshot is restored, the credentials of init have expired. The SDK renews credentials
    // that expire in less than a minute.
    var api = new RuntimeApi(Duration.ofSeconds(start == Start.ON_DEMAND ? 3_600 : 62));
    List<String> command = command(variant, start, tools, dynamoDb.certificate());
    var builder = new ProcessBuilder(quota.map(q -> q.around(command)).orElse(command));
    builder.directory(code.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(environment(variant, code, start, tools, dynamoDb, api.address()));
    long startedAt = System.nanoTime();
    var function = new FunctionProcess(builder.start(), log, api, startedAt);
    function.process.onExit().thenRun(() -> api.ended("process ended: " + function.lastLine()));
    return function;
  }

  private static List<String> command(
      Variant variant, Start start, Toolchain tools, Certificate certificate) {
    var command = new ArrayList<String>();
    if (variant.runtime() == Variant.Runtime.PYTHON) {
      command.addAll(List.of(tools.python().toString(), "-m", "awslambdaric"));
    } else {
      command.add(tools.java().toString());
      command.addAll(JVM);
      command.addAll(tools.javaOptions());
      if (start == Start.ON_DEMAND) {
        command.add("-XX:TieredStopAtLevel=1");
      }
      command.add("-Djavax.net.ssl.trustStore=" + certificate.trustStore());
      command.add(
          "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
              + tools.nativeLibrary());
      command.addAll(List.of("-cp", tools.runtimeClient() + "/*"));
      command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    }
    command.add(variant.handler());
    return command;
  }

  private static Map<String, String> environment(
      Variant variant,
      Path code,
      Start start,
      Toolchain tools,
      DynamoDbEndpoint dynamoDb,
      String runtimeApi) {
    var environment = new HashMap<String, String>();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.put("_HANDLER", variant.handler());
    environment.put("LAMBDA_TASK_ROOT", code.toString());
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY_MB));
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/bench");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_LAMBDA_LOG_LEVEL", "INFO");
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", start == Start.SNAP_START ? "snap-start" : "on-demand");
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_bench");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("DYNAMODB_TABLE_NAME", dynamoDb.table());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.url());
    environment.put("AWS_CA_BUNDLE", dynamoDb.certificate().pem().toString());
    if (start == Start.ON_DEMAND) {
      environment.put("AWS_ACCESS_KEY_ID", "bench");
      environment.put("AWS_SECRET_ACCESS_KEY", "bench");
      environment.put("AWS_SESSION_TOKEN", "bench");
    } else {
      environment.put(
          "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + runtimeApi + "/credentials");
      environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "bench");
    }
    if (variant.runtime() == Variant.Runtime.JAVA) {
      String own = variant.javaToolOptions();
      environment.put("JAVA_TOOL_OPTIONS", own == null ? tools.javaToolOptions() : own);
    }
    return environment;
  }

  /** CPU time used so far, in milliseconds, in steps of 10. */
  double cpuMillis() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  /**
   * CPU time used so far by the live threads, in milliseconds; exact for short spans.
   *
   * @see <a href="https://docs.kernel.org/scheduler/sched-stats.html">schedstat</a>
   */
  double cpuMillisOfThreads() throws IOException {
    double nanos = 0;
    try (var threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads) {
        nanos += Double.parseDouble(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
      }
    }
    return nanos / 1e6;
  }

  /** Resident memory in MB (10^6 bytes). */
  double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1.024e-3;
      }
    }
    throw new BenchFailure("no VmRSS for process " + process.pid());
  }

  /** Asks the process to end and waits until it has ended. */
  void terminate(Duration limit) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(limit)) {
      throw new BenchFailure("the function did not end within " + limit);
    }
  }

  private String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log);
      return (lines.isEmpty() ? "it said nothing" : lines.getLast()) + " (" + log + ")";
    } catch (IOException e) {
      return "no log at " + log;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    api.close();
  }
}
