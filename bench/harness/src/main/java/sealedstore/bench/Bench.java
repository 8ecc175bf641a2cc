package sealedstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The command: measures every variant of a file, round after round. */
public final class Bench {

  private static volatile boolean failed;

  private Bench() {}

  /**
   * @param arguments options in pairs: see {@link Options}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      run(Options.parse(arguments));
    } catch (BenchFailure e) {
      failed = true;
      System.err.println("bench: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Options options) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("sealed-store-bench");
    Machine machine = Machine.describe(options.python());
    List<Variant> variants = Variant.read(options.variants());
    var certificate = Certificate.make(work);
    // The cross-check against the local AWS compares ratios: it needs no slow processes.
    Optional<CpuQuota> quota =
        options.dynamoDb() instanceof MemoryDynamoDb
            ? CpuQuota.of(CpuQuota.SHARE_OF_512_MB)
            : Optional.empty();
    if (quota.isEmpty() && options.dynamoDb() instanceof MemoryDynamoDb) {
      System.err.println("no CPU quota: this user may write to no cgroup; 0.29 CPU is left out");
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  quota.ifPresent(CpuQuota::close);
                  delete(work);
                }));
    try (var dynamoDb = new DynamoDbServer(options.dynamoDb(), certificate)) {
      System.err.println("making the AOT cache of the runtime interface client");
      var tools =
          RuntimeCache.make(
              Toolchain.find(options.runtimeClient(), options.python(), options.template()),
              options.folder(),
              dynamoDb.endpoint(),
              work);
      var measure = new Measure(tools, dynamoDb, work);
      var codes = new HashMap<Variant, Path>();
      var sizes = new LinkedHashMap<String, Double>();
      for (Variant variant : variants) {
        Path code = Packages.prepare(variant, options.folder(), work);
        codes.put(variant, code);
        sizes.put(variant.name(), Packages.zippedSize(code) / 1e6);
      }
      List<Plan.Step> steps = Plan.of(variants, options.rounds(), quota.isPresent()).steps();
      System.err.println("warming up what measures");
      measure.run(steps.getFirst(), codes.get(variants.getFirst()), Optional.empty());
      List<Sample> samples = new ArrayList<>();
      Instant start = Instant.now();
      for (Plan.Step step : steps) {
        System.err.printf(
            "[%d of %d, %d s] %s, %s%n",
            samples.size() + 1,
            steps.size(),
            Duration.between(start, Instant.now()).toSeconds(),
            step.variant().name(),
            step.scenario() + (step.underQuota() ? " at 0.29 CPU" : ""));
        samples.add(
            measure.run(
                step, codes.get(step.variant()), step.underQuota() ? quota : Optional.empty()));
      }
      write(options, machine, variants, sizes, samples);
    }
  }

  private static void write(
      Options options,
      Machine machine,
      List<Variant> variants,
      Map<String, Double> sizes,
      List<Sample> samples)
      throws IOException {
    var results = new Results(options.command(), machine, variants, sizes, samples);
    Report.write(results, options.results());
    System.out.println(Report.text(results));
  }

  /** Deletes nothing after a failure, whose message names a log. */
  static void delete(Path work) {
    if (failed) {
      return;
    }
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("could not remove " + work + ": " + e.getMessage());
    }
  }
}
