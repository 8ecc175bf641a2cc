package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class MakeVariablesTest {

  @Command
  private static final class Example {
    @Parameters(paramLabel = "ENV")
    private String environment;

    @Option(names = "--role-arn")
    private Optional<String> roleArn;

    @Option(names = "--built")
    private boolean built;

    @Option(names = "--summary")
    private Path summary;
  }

  @Test
  void variables_takeThePlaceOfOptions() {
    Example example = parse(Map.of("ENV", "stage", "ROLE_ARN", "arn:role", "BUILT", "1"));

    assertThat(example.environment).isEqualTo("stage");
    assertThat(example.roleArn).contains("arn:role");
    assertThat(example.built).isTrue();
    assertThat(example.summary).isNull();
  }

  @Test
  void emptyVariable_isNone() {
    Example example = parse(Map.of("ENV", "stage", "ROLE_ARN", "", "BUILT", "", "SUMMARY", ""));

    assertThat(example.roleArn).isEmpty();
    assertThat(example.built).isFalse();
    assertThat(example.summary).isNull();
  }

  @Test
  void option_comesBeforeItsVariable() {
    assertThat(parse(Map.of("ENV", "stage"), "dev").environment).isEqualTo("dev");
  }

  @ParameterizedTest
  @CsvSource({
    "KEEP, '', KEEP",
    "KEEP, --keep 1, --keep",
    "KEEP, --keep=1, --keep",
    "MAKELEVEL, '', KEEP",
    "MAKELEVEL, --keep 1, --keep",
    "OTHER, '', --keep"
  })
  void message_namesAnOptionAsItWasTyped(String variable, String arguments, String name) {
    assertThat(
            new MakeVariables(Map.of(variable, "1"))
                .asTyped("--keep: too few", List.of(arguments.split(" "))))
        .isEqualTo(name + ": too few");
  }

  private static Example parse(Map<String, String> variables, String... arguments) {
    var example = new Example();
    new CommandLine(example)
        .setDefaultValueProvider(new MakeVariables(variables))
        .parseArgs(arguments);
    return example;
  }
}
