package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanParametersTest extends PlanCommandRun {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MemorySzie=2048 | parameter MemorySzie: the template has none of this name, only Company,",
        "MemorySize=100 | parameter MemorySize: must be a number of at least 256 and at most 10240,"
            + " not 100",
        "MemorySize= | parameter MemorySize: must be a number of at least 256 and at most 10240,"
            + " not empty",
        "LogLevel=LOUD | parameter LogLevel: must be one of TRACE, DEBUG",
        "AlarmTopicArn=topic | parameter AlarmTopicArn: must be empty or the ARN of an SNS topic,"
            + " not topic",
        "MemorySize | --parameters: MemorySize is not NAME=VALUE",
        "LogLevel=INFO LogLevel=DEBUG | --parameters: LogLevel is named twice",
        "LogLevel='INFO | --parameters: a quote is not closed in",
      })
  void parameterThatTheTemplateDoesNotTake_isRefusedBeforeAnythingIsBuilt(
      String parameters, String message) throws IOException {
    assertThat(command.run("plan", "stage", "--parameters=" + parameters)).isEqualTo(1);

    assertThat(command.err()).startsWith("error: " + message);
    assertThat(command.samCalls()).isEmpty();
  }

  @Test
  void variableOfMakeThatIsNoParameters_isNamedAsSuch() {
    command.shell("PARAMETERS", "MemorySize");

    assertThat(command.run("plan", "stage")).isEqualTo(1);
    assertThat(command.err()).startsWith("error: PARAMETERS: MemorySize is not NAME=VALUE\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AlarmTopicArn=", "AlarmTopicArn=''", "AlarmTopicArn=\"\""})
  void emptyValue_isAppliedInEverySpelling(String parameters) throws IOException {
    assertThat(command.run("plan", "stage", "--built", "--parameters", parameters)).isZero();

    assertThat(command.samCalls()).endsWith(" Environment=stage AlarmTopicArn=\"\"\n");
  }

  @Test
  void parameterOfTheBuiltTemplate_counts() throws IOException {
    built(", Note: {Type: String}");
    assertThat(command.run("plan", "stage", "--built", "--parameters=Note='a b'")).isZero();
    assertThat(command.samCalls()).endsWith(" Note=\"a b\"\n");
  }
}
