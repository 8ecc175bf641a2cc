package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import sealedstore.deploy.aws.AwsClients;
import sealedstore.deploy.command.Session;
import sealedstore.deploy.environment.TemplateReader;

/**
 * A copy of the built checkout, whose template a test may change. Its commands run on the AWS of
 * the shell.
 */
final class Checkout {

  private static final Path ORIGINAL = Path.of("..").toAbsolutePath();
  private static final String[] COPIED = {
    "template.yaml", "tools", "deploy/stack-policy.json", ".aws-sam/build"
  };

  /**
   * A command that has run.
   *
   * @param status its exit status
   * @param out standard output
   * @param err standard error
   */
  record Done(int status, String out, String err) {}

  static void assertExit(int status, Done done) {
    assertThat(done.status()).as(done.out() + done.err()).isEqualTo(status);
  }

  private final Path folder;
  private final Path template;
  private final JsonNode original;

  Checkout(Path folder) throws IOException {
    this.folder = folder;
    for (String name : COPIED) {
      copy(ORIGINAL.resolve(name), folder.resolve(name));
    }
    SamConfig.copyTo(folder);
    template = folder.resolve(".aws-sam/build/template.yaml");
    original = TemplateReader.read(template);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  /** The built template, to be changed. */
  ObjectNode template() {
    return original.deepCopy();
  }

  /** The folder of a function's built code. */
  Path code(String function) {
    return folder.resolve(".aws-sam/build").resolve(function);
  }

  /** Plans stage with this template. */
  Done plan(JsonNode template, String... options) throws IOException {
    Files.writeString(this.template, template.toString());
    return run(
        "",
        Stream.concat(Stream.of("plan", "stage", "--built"), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Plans stage with the template as it was built. */
  Done plan(String... options) throws IOException {
    return plan(original, options);
  }

  Done apply(String... options) {
    return run(
        "", Stream.concat(Stream.of("apply", "stage"), Stream.of(options)).toArray(String[]::new));
  }

  Done run(String answer, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var session =
        new Session(
            folder,
            System.getenv(),
            AwsClients::new,
            Duration.ofMillis(200),
            new BufferedReader(new StringReader(answer)));
    int status =
        Main.commandLine(session)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Done(status, out.toString(), err.toString());
  }
}
