package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.Stage.CLOUD_FORMATION;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.deploy.environment.TemplateReader;
import sealedstore.deploy.guard.Finding;
import sealedstore.deploy.guard.Guard;
import sealedstore.deploy.guard.LiveChangeSet;
import sealedstore.deploy.guard.Unreadable;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** What the guard says of each parameter, on the local AWS's dev stack; nothing is executed. */
class ParametersIT {

  private static final String STACK = "acme-dev-sealed-store";
  private static final String CHANGE_SET = "parameter";

  /** Parameters that are in every name, and another value. */
  private static final Map<String, String> NAMES =
      Map.of("Company", "globex", "Environment", "prod");

  /**
   * Parameter, another value, and the findings: none where nothing is lost. A function's parameter
   * without a finding publishes a version.
   */
  private static final String CHANGES =
      """
      AlarmTopicArn | arn:aws:sns:us-east-1:000000000000:operators |
      Architecture | the other |
      BillingMode | PAY_PER_REQUEST |
      DeploymentRoleArns | arn:aws:iam::000000000000:role/deployer | ItemsKey/KeyPolicy
      LogLevel | DEBUG |
      LogLevel | ERROR | ReaderFunction/LoggingConfig WriterFunction/LoggingConfig
      LogRetentionDays | 30 |
      LogRetentionDays | 7 | ReaderLogGroup/RetentionInDays WriterLogGroup/RetentionInDays
      MemorySize | 1024 |
      ReadCapacity | 6 |
      RestoreRoleArns | arn:aws:iam::000000000000:role/restorer | ItemsKey/KeyPolicy
      WriteCapacity | 4 |
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CHANGES)
  void changedParameter_isFoundWhereItLosesSomething(String name, String value, String found)
      throws Unreadable {
    assertThat(judge(name, value)).isEqualTo(found == null ? List.of() : List.of(found.split(" ")));
  }

  @Test
  void changedName_isFoundAsAReplacementOfAllThatHasIt() throws Unreadable {
    for (var name : NAMES.entrySet()) {
      assertThat(judge(name.getKey(), name.getValue()))
          .contains("ItemsTable/replaced", "WriterFunction/replaced", "WriterLogGroup/replaced");
    }
  }

  @Test
  void everyParameter_isChanged() {
    var parameters = new TreeSet<String>();
    TemplateReader.read(Path.of("../template.yaml"))
        .get("Parameters")
        .fieldNames()
        .forEachRemaining(parameters::add);

    assertThat(
            Stream.concat(
                NAMES.keySet().stream(),
                CHANGES.lines().map(line -> line.split(" ")[0]).distinct()))
        .containsExactlyInAnyOrderElementsOf(parameters);
  }

  private static List<String> judge(String name, String value) throws Unreadable {
    Stream<Parameter> parameters =
        CLOUD_FORMATION
            .describeStacks(it -> it.stackName(STACK))
            .stacks()
            .getFirst()
            .parameters()
            .stream()
            .map(
                parameter ->
                    parameter.parameterKey().equals(name) ? changed(parameter, value) : parameter);
    CLOUD_FORMATION.createChangeSet(
        it ->
            it.stackName(STACK)
                .changeSetName(CHANGE_SET)
                .usePreviousTemplate(true)
                .parameters(parameters.toList())
                .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND));
    try {
      CLOUD_FORMATION
          .waiter()
          .waitUntilChangeSetCreateComplete(it -> it.stackName(STACK).changeSetName(CHANGE_SET));
      return Guard.judge(new LiveChangeSet(CLOUD_FORMATION).describe(CHANGE_SET, STACK)).stream()
          .map(Finding::id)
          .toList();
    } finally {
      CLOUD_FORMATION.deleteChangeSet(it -> it.stackName(STACK).changeSetName(CHANGE_SET));
    }
  }

  /** The local AWS's stack has the machine's architecture. */
  private static Parameter changed(Parameter parameter, String value) {
    String other = parameter.parameterValue().equals("arm64") ? "x86_64" : "arm64";
    return parameter.copy(it -> it.parameterValue(value.equals("the other") ? other : value));
  }
}
