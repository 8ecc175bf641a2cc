package sealedstore.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A command that was run in the project's folder.
 *
 * @param output its standard output
 * @param errors its standard error
 */
record Command(int status, String output, String errors) {

  private static final Path PROJECT = Path.of(System.getProperty("sealedstore.project"));
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** The path of a file of the project. */
  static Path projectFile(String name) {
    return PROJECT.resolve(name);
  }

  static Command run(String... command) {
    return run(environment -> {}, List.of(command));
  }

  /**
   * Runs a command until it ends; one that takes longer than five minutes is ended.
   *
   * @param change changes the environment variables of this process
   */
  static Command run(Consumer<Map<String, String>> change, List<String> command) {
    try {
      Path output = Files.createTempFile("output", ".txt");
      Path errors = Files.createTempFile("errors", ".txt");
      try {
        var builder =
            new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        change.accept(builder.environment());
        int status = waitFor(builder.start(), command);
        return new Command(status, Files.readString(output), Files.readString(errors));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int waitFor(Process process, List<String> command) throws InterruptedException {
    try {
      if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new IllegalStateException("%s took over %s".formatted(command, LIMIT));
    } finally {
      process.destroy();
    }
  }
}
