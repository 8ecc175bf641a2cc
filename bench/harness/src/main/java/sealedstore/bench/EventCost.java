package sealedstore.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command: the CPU time that the writer takes for one event, by the event's shape and size. One
 * restored process answers them all; the cost of its start is {@link Bench}'s.
 */
public final class EventCost {

  /** Below Lambda's limit of 6,291,456 bytes, and a quarter of it. */
  private static final List<Integer> SIZES = List.of(1_475_000, 5_900_000);

  private static final JsonMapper JSON = new JsonMapper();
  private static final int REPETITIONS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final byte[] SMALL =
      "{\"data\":{\"a\":[1,\"b\",true]}}".getBytes(StandardCharsets.UTF_8);

  private EventCost() {}

  /**
   * @param arguments options in pairs: see {@link Options}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      run(Options.parse(arguments));
    } catch (BenchFailure e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Options options) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("sealed-store-bench");
    var certificate = Certificate.make(work);
    try (var dynamoDb = new DynamoDbServer(options.dynamoDb(), certificate)) {
      var tools = Toolchain.find(options.runtimeClient(), options.python(), options.template());
      Variant writer = Variant.read(options.variants()).getFirst();
      Path code = Packages.prepare(writer, options.folder(), work);
      try (var function =
          FunctionProcess.start(
              writer,
              code,
              FunctionProcess.Start.SNAP_START,
              Optional.empty(),
              tools,
              dynamoDb.endpoint(),
              work.resolve("events.log"))) {
        function.api.awaitCheckpoint(LIMIT);
        function.api.restore();
        function.api.invoke(SMALL, LIMIT);
        report(function, options);
      }
    }
    Bench.delete(work);
  }

  private static void report(FunctionProcess function, Options options)
      throws IOException, InterruptedException {
    var table = new ArrayList<String>();
    table.add("# What an event costs");
    table.add("");
    table.add(
        "The writer's answer and its CPU time in ms for one event, the worst of %d: `%s`"
            .formatted(REPETITIONS, options.command()));
    table.add("");
    table.add("| event | 1.5 MB | 5.9 MB |");
    table.add("|---|---|---|");
    for (Shape shape : Shape.all()) {
      var row = new StringBuilder("| " + shape.name() + " |");
      for (int size : SIZES) {
        row.append(cost(function, shape.event(size)));
      }
      table.add(row.toString());
      System.err.println(row);
    }
    Files.createDirectories(options.results());
    Files.write(options.results().resolve("README.md"), table);
  }

  private static String cost(FunctionProcess function, byte[] event)
      throws IOException, InterruptedException {
    double worst = 0;
    int status = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      double before = function.cpuMillisOfThreads();
      byte[] answer = function.api.invoke(event, LIMIT).body();
      worst = Math.max(worst, function.cpuMillisOfThreads() - before);
      status = JSON.readTree(answer).path("statusCode").intValue();
    }
    if (status == 0) {
      throw new BenchFailure("the writer failed");
    }
    return " %d, %,.0f |".formatted(status, worst);
  }
}
