package sealedstore.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The ahead-of-time cache of the runtime interface client's classes, with which Lambda starts every
 * function of Java 25 (AWS: "Customize Java runtime startup behavior for Lambda functions"). AWS's
 * own is not published, so a training run (JEP 514) without any function's code creates one.
 */
final class RuntimeCache {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final Variant TRAINING =
      new Variant(
          "runtime-cache",
          "runtime interface client",
          Variant.Runtime.JAVA,
          "target/packages/plain",
          List.of(),
          Variant.InnerJars.AS_BUILT,
          "sealedstore.bench.plain.Echo",
          Variant.Operation.READ,
          null,
          false,
          List.of());

  private RuntimeCache() {}

  /** The same tools, which start Java functions with a cache made in a work folder. */
  static Toolchain make(Toolchain tools, Path benchFolder, DynamoDbEndpoint dynamoDb, Path work)
      throws IOException, InterruptedException {
    Path cache = work.resolve("runtime.aot");
    Path log = work.resolve(TRAINING.name() + ".log");
    Path code = Packages.prepare(TRAINING, benchFolder, work);
    var training = tools.withJavaOptions(List.of("-XX:AOTCacheOutput=" + cache));
    try (var function =
        FunctionProcess.start(
            TRAINING,
            code,
            FunctionProcess.Start.SNAP_START,
            Optional.empty(),
            training,
            dynamoDb,
            log)) {
      function.api.awaitCheckpoint(LIMIT);
      function.api.restore();
      byte[] event = TRAINING.operation().event.getBytes(StandardCharsets.UTF_8);
      function.api.invoke(event, LIMIT);
      function.terminate(LIMIT);
    }
    if (!Files.exists(cache)) {
      throw new BenchFailure("no AOT cache of the runtime interface client was made: see " + log);
    }
    // On: a process whose cache does not fit fails instead of starting slowly.
    return tools.withJavaOptions(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
  }
}
