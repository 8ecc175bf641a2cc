package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import sealedstore.deploy.aws.AwsClients;
import sealedstore.deploy.command.Session;

/** What every command says of itself. */
class MainTest {

  private static final Session SESSION =
      new Session(Path.of(""), Map.of(), AwsClients::new, Duration.ZERO, null);

  static Set<String> commands() {
    return Main.commandLine(SESSION).getSubcommands().keySet();
  }

  /** Picocli leaves out what has no number and colon. */
  @ParameterizedTest
  @MethodSource("commands")
  void exitStatuses_areNumberedSoThatTheHelpShowsThem(String name) {
    var command = Main.commandLine(SESSION).getSubcommands().get(name).getCommand().getClass();

    assertThat(command.getAnnotation(Command.class).exitCodeList())
        .allSatisfy(status -> assertThat(status).matches("\\d:\\S.*"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_showsHowACommandIsCalled(String name) {
    assertThat(printed(name, "--help")).startsWith("Usage: deploy " + name).doesNotContain("\\");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void version_isThatOfTheWholeCommand(String name) {
    assertThat(printed(name, "--version")).isNotBlank().isEqualTo(printed("--version"));
  }

  private static String printed(String... arguments) {
    var out = new StringWriter();
    CommandLine command = Main.commandLine(SESSION).setOut(new PrintWriter(out));
    assertThat(command.execute(arguments)).isZero();
    return out.toString();
  }
}
