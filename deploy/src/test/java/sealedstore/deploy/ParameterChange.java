package sealedstore.deploy;

import static sealedstore.deploy.Stage.CLOUD_FORMATION;
import static sealedstore.deploy.Stage.STACK;

import java.util.List;
import java.util.stream.Stream;
import sealedstore.deploy.guard.Finding;
import sealedstore.deploy.guard.Guard;
import sealedstore.deploy.guard.LiveChangeSet;
import sealedstore.deploy.guard.Unreadable;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * Another value of a parameter of the template.
 *
 * @param exactly whether nothing else is found
 * @param found what the guard finds: nothing where nothing is lost. A function's parameter without
 *     a finding publishes a version.
 */
record ParameterChange(String name, String value, boolean exactly, List<String> found) {

  private static final String CHANGE_SET = "parameter";

  /** Every parameter, once or more. */
  static Stream<ParameterChange> all() {
    String[] everything = {"ItemsTable/replaced", "WriterFunction/replaced", "WriterRole/replaced"};
    return Stream.of(
        exactly("AlarmTopicArn", "arn:aws:sns:us-east-1:000000000000:operators"),
        exactly("Architecture", "the other"),
        exactly("BillingMode", "PAY_PER_REQUEST"),
        new ParameterChange("Company", "globex", false, List.of(everything)),
        exactly(
            "DeploymentRoleArns", "arn:aws:iam::000000000000:role/deployer", "ItemsKey/KeyPolicy"),
        new ParameterChange("Environment", "prod", false, List.of(everything)),
        exactly("LogLevel", "DEBUG"),
        exactly(
            "LogLevel", "ERROR", "ReaderFunction/LoggingConfig", "WriterFunction/LoggingConfig"),
        exactly("LogRetentionDays", "30"),
        exactly(
            "LogRetentionDays",
            "7",
            "ReaderLogGroup/RetentionInDays",
            "WriterLogGroup/RetentionInDays"),
        exactly("MemorySize", "1024"),
        exactly("ReadCapacity", "6"),
        exactly("RestoreRoleArns", "arn:aws:iam::000000000000:role/restorer", "ItemsKey/KeyPolicy"),
        exactly("WriteCapacity", "4"));
  }

  private static ParameterChange exactly(String name, String value, String... found) {
    return new ParameterChange(name, value, true, List.of(found));
  }

  /** What of it the guard finds in a change set of stage, which is not executed. */
  List<String> judge() throws Unreadable {
    Stream<Parameter> parameters =
        Stage.stack().parameters().stream()
            .map(
                parameter ->
                    parameter.parameterKey().equals(name) ? changed(parameter) : parameter);
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
          .filter(id -> exactly || found.contains(id))
          .toList();
    } finally {
      CLOUD_FORMATION.deleteChangeSet(it -> it.stackName(STACK).changeSetName(CHANGE_SET));
    }
  }

  private Parameter changed(Parameter parameter) {
    String other = parameter.parameterValue().equals("arm64") ? "x86_64" : "arm64";
    return parameter.copy(it -> it.parameterValue(value.equals("the other") ? other : value));
  }
}
