package sealedstore.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command: measures every variant of a file, round after round. */
public final class Bench {

  private Bench() {}

  /**
   * @param arguments options in pairs: see {@link Options}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      run(Options.parse(arguments));
    } catch (BenchFailure e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Options options) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("sealed-store-bench");
    List<Variant> variants = Variant.read(options.variants());
    var certificate = Certificate.make(work);
    var quota = CpuQuota.of(CpuQuota.SHARE_OF_512_MB);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> quota.ifPresent(CpuQuota::close)));
    try (var stub = new DynamoDbStub(certificate)) {
      var tools =
          Toolchain.find(options.runtimeClient(), options.python(), options.template(), work);
      var measure = new Measure(tools, stub, certificate, work);
      var codes = new LinkedHashMap<String, Path>();
      var sizes = new LinkedHashMap<String, Double>();
      for (Variant variant : variants) {
        Path code = Packages.prepare(variant, options.folder(), work);
        codes.put(variant.name(), code);
        sizes.put(variant.name(), Packages.zippedSize(code) / 1e6);
      }
      List<Sample> samples = new ArrayList<>();
      var plan = new Plan(variants, options.rounds(), quota.isPresent());
      for (Plan.Step step : plan.steps()) {
        System.err.printf(
            "[%d/%d] %s %s, %s%n",
            samples.size() + 1,
            plan.steps().size(),
            step.variant().name(),
            step.scenario(),
            step.underQuota() ? "0.29 CPU" : "full CPU");
        samples.add(
            measure.run(
                step.variant(),
                codes.get(step.variant().name()),
                step.scenario(),
                step.underQuota() ? quota : Optional.empty(),
                step.warmCalls()));
      }
      write(options, variants, sizes, samples);
    }
  }

  private static void write(
      Options options, List<Variant> variants, Map<String, Double> sizes, List<Sample> samples)
      throws IOException, InterruptedException {
    Files.createDirectories(options.results());
    var results = new Results(Machine.describe(options.python()), variants, sizes, samples);
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(options.results().resolve("samples.json").toFile(), results);
  }
}
