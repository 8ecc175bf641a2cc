package sealedstore.deployed;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/**
 * A deployed stack, as CloudFormation describes it.
 *
 * @param outputs values by output key
 * @param parameters values by parameter key
 * @param resources physical ids by logical id
 */
record Stack(
    String name,
    String arn,
    Map<String, String> outputs,
    Map<String, String> parameters,
    Map<String, String> resources) {

  /** The stack under test, described once. */
  static Stack underTest() {
    return Described.STACK;
  }

  /** The common part of the stack's names. */
  String prefix() {
    return parameters.get("Company") + "-" + parameters.get("Environment");
  }

  /** The region the stack is in. */
  String region() {
    return arn.split(":")[3];
  }

  /** The account the stack is in. */
  String account() {
    return arn.split(":")[4];
  }

  /** The tags that every taggable resource must have. */
  Map<String, String> tags() {
    return Map.of(
        "Company",
        parameters.get("Company"),
        "Environment",
        parameters.get("Environment"),
        "Application",
        "sealed-store",
        "ManagedBy",
        "cloudformation");
  }

  private static final class Described {
    static final Stack STACK = describe(name());

    private static String name() {
      String name = System.getenv("STACK_NAME");
      if (name == null || name.isBlank()) {
        throw new IllegalStateException(
            "STACK_NAME is not set: it must name the deployed stack to test");
      }
      return name;
    }

    private static Stack describe(String name) {
      try (var cloudFormation = CloudFormationClient.create()) {
        var stack = cloudFormation.describeStacks(r -> r.stackName(name)).stacks().getFirst();
        return new Stack(
            name,
            stack.stackId(),
            stack.outputs().stream()
                .collect(toUnmodifiableMap(Output::outputKey, Output::outputValue)),
            stack.parameters().stream()
                .collect(toUnmodifiableMap(Parameter::parameterKey, Parameter::parameterValue)),
            cloudFormation.describeStackResources(r -> r.stackName(name)).stackResources().stream()
                .collect(
                    toUnmodifiableMap(
                        StackResource::logicalResourceId, StackResource::physicalResourceId)));
      }
    }
  }
}
