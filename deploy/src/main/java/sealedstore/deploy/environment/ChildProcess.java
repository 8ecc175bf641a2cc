package sealedstore.deploy.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import sealedstore.deploy.terminal.Failure;

/**
 * A program that has run to its end.
 *
 * @param status its exit status
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record ChildProcess(int status, String output, String errors) {

  /**
   * @param folder where it runs
   * @param environment all its environment variables
   * @throws Failure if there is no such program
   */
  static ChildProcess run(List<String> command, Path folder, Map<String, String> environment) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = start(builder);
    try {
      process.getOutputStream().close();
      var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String output = text(process.getInputStream());
      return new ChildProcess(process.waitFor(), output, errors.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    } finally {
      process.destroy();
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Failure(e.getMessage(), e);
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it wrote. */
  String all() {
    return output + errors;
  }
}
