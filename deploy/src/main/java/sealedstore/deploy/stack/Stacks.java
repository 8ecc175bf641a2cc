package sealedstore.deploy.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Looks at stacks. */
public final class Stacks {

  /** With 3 s between them, a minute; more where each attempt takes its time to fail. */
  private static final int ATTEMPTS = 20;

  private final CloudFormationClient client;
  private final Duration pause;
  private final String command;

  /**
   * @param pause time between two looks at a stack that is at work
   * @param command the command that looks again, should this one end before the stack is at rest
   */
  public Stacks(CloudFormationClient client, Duration pause, String command) {
    this.client = client;
    this.pause = pause;
    this.command = command;
  }

  /** The stack of this name, if there is one. */
  public Optional<Stack> find(String name) {
    try {
      return client.describeStacks(request -> request.stackName(name)).stacks().stream()
          .findFirst();
    } catch (CloudFormationException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether there is a stack of this name that is deployed. */
  public boolean exists(String name) {
    return find(name).filter(Stacks::isDeployed).isPresent();
  }

  /** Whether it is more than a first change set that nobody has executed. */
  public static boolean isDeployed(Stack stack) {
    return stack.stackStatus() != StackStatus.REVIEW_IN_PROGRESS;
  }

  /**
   * Outputs of a stack, by name.
   *
   * @param names of those that the stack must have
   * @throws Failure if there is no such stack, or it has not all of them
   */
  public Map<String, String> outputs(String stack, List<String> names) {
    return outputs(
        find(stack)
            .orElseThrow(
                () ->
                    new Failure(
                        "there is no stack %s in %s"
                            .formatted(stack, client.serviceClientConfiguration().region()))),
        names);
  }

  /**
   * Outputs of a stack, by name.
   *
   * @param names of those that the stack must have
   * @throws Failure if it has not all of them
   */
  public static Map<String, String> outputs(Stack stack, List<String> names) {
    Map<String, String> outputs =
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    if (!outputs.keySet().containsAll(names)) {
      throw new Failure(
          "%s is no stack of this template, or is not deployed: it lacks outputs: %s"
              .formatted(stack.stackName(), String.join(", ", names)));
    }
    return outputs;
  }

  /** A stack's value of a parameter. */
  public static Optional<String> parameter(Stack stack, String name) {
    return stack.parameters().stream()
        .filter(parameter -> parameter.parameterKey().equals(name))
        .map(Parameter::parameterValue)
        .findFirst();
  }

  /**
   * Waits until nothing is done to a stack any more.
   *
   * @return its status, empty if it is gone
   * @throws Failure if interrupted while waiting, or if CloudFormation cannot be reached for long;
   *     the stack goes on
   */
  public Optional<String> atRest(String name) {
    Optional<String> status = status(name);
    while (status.filter(it -> it.endsWith("_IN_PROGRESS")).isPresent()) {
      sleep();
      status = status(name);
    }
    return status;
  }

  private Optional<String> status(String name) {
    return patiently(() -> find(name)).map(Stack::stackStatusAsString);
  }

  /** Asks again while no answer comes: the stack goes on without this machine's network. */
  <T> T patiently(Supplier<T> question) {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.get();
      } catch (SdkException e) {
        if (!mayPass(e)) {
          throw e;
        }
        if (attempt == ATTEMPTS) {
          throw new Failure(
              "CloudFormation cannot be reached (%s); it goes on with what was started. To look again: %s"
                  .formatted(e.getMessage(), command),
              e);
        }
        sleep();
      }
    }
  }

  /** Whether it says nothing of the stack: a lost connection, or a service that does not answer. */
  static boolean mayPass(SdkException error) {
    return !(error instanceof SdkServiceException answer)
        || answer.statusCode() >= 500
        || answer.isThrottlingException();
  }

  void sleep() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          "interrupted: CloudFormation goes on with the stack. To look again: " + command, e);
    }
  }

  /** Names one request: with it, CloudFormation takes a repeated request for the same one. */
  static String requestToken() {
    return UUID.randomUUID().toString();
  }

  /** CloudFormation has no error code of its own for a stack that does not exist. */
  static boolean isMissing(CloudFormationException error) {
    return error.getMessage().contains("does not exist");
  }
}
