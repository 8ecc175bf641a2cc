package sealedstore.deploy;

import java.util.List;
import java.util.Optional;
import sealedstore.deploy.aws.AwsClients;
import sealedstore.deploy.stack.FunctionVersions;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** What the AWS of the shell says of stage. */
final class Stage {

  static final String STACK = "acme-stage-sealed-store";
  static final AwsClients AWS = new AwsClients(Optional.empty());
  static final CloudFormationClient CLOUD_FORMATION = AWS.cloudFormation();

  private Stage() {}

  static Stack stack() {
    return CLOUD_FORMATION.describeStacks(it -> it.stackName(STACK)).stacks().getFirst();
  }

  static String policy() {
    return CLOUD_FORMATION.getStackPolicy(it -> it.stackName(STACK)).stackPolicyBody();
  }

  static List<ChangeSetSummary> changeSets() {
    return CLOUD_FORMATION.listChangeSets(it -> it.stackName(STACK)).summaries();
  }

  static int liveVersion() {
    var alias = AWS.lambda().getAlias(it -> it.functionName("acme-stage-writer").name("live"));
    return Integer.parseInt(alias.functionVersion());
  }

  /** Names of all functions; a function that is gone is gone with its versions. */
  static List<String> functions() {
    return AWS.lambda().listFunctionsPaginator().functions().stream()
        .map(FunctionConfiguration::functionName)
        .toList();
  }

  static void moveAlias(int version) {
    AWS.lambda()
        .updateAlias(
            it ->
                it.functionName("acme-stage-writer")
                    .name("live")
                    .functionVersion(Integer.toString(version)));
  }

  static List<Long> versions() {
    return List.copyOf(new FunctionVersions(AWS.lambda(), "acme-stage-writer").all());
  }

  static List<String> tables() {
    return AWS.dynamoDb().listTables().tableNames();
  }

  static String resourceStatus(String logicalId) {
    return CLOUD_FORMATION
        .describeStackResource(it -> it.stackName(STACK).logicalResourceId(logicalId))
        .stackResourceDetail()
        .resourceStatusAsString();
  }

  static String physicalId(String logicalId) {
    return CLOUD_FORMATION
        .listStackResources(it -> it.stackName(STACK))
        .stackResourceSummaries()
        .stream()
        .filter(resource -> resource.logicalResourceId().equals(logicalId))
        .map(StackResourceSummary::physicalResourceId)
        .findFirst()
        .orElseThrow();
  }
}
