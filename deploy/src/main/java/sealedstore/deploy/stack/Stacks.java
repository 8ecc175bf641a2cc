package sealedstore.deploy.stack;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Looks at stacks. */
public final class Stacks {

  private final CloudFormationClient client;
  private final Duration pause;

  /**
   * @param pause time between two looks at a stack that is at work
   */
  public Stacks(CloudFormationClient client, Duration pause) {
    this.client = client;
    this.pause = pause;
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

  /** Whether it is more than a first change set that nobody has executed. */
  public boolean exists(String name) {
    return find(name)
        .filter(stack -> stack.stackStatus() != StackStatus.REVIEW_IN_PROGRESS)
        .isPresent();
  }

  /** The outputs of a stack, by name. */
  public static Map<String, String> outputs(Stack stack) {
    return stack.outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  /**
   * Waits until nothing is done to a stack any more.
   *
   * @return its status, empty if it is gone
   * @throws Failure if interrupted while waiting; the stack goes on
   */
  public Optional<String> atRest(String name) {
    Optional<String> status = find(name).map(Stack::stackStatusAsString);
    while (status.filter(it -> it.endsWith("_IN_PROGRESS")).isPresent()) {
      sleep();
      status = find(name).map(Stack::stackStatusAsString);
    }
    return status;
  }

  void sleep() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted: CloudFormation goes on with the stack", e);
    }
  }

  /** CloudFormation has no error code of its own for a stack that does not exist. */
  static boolean isMissing(CloudFormationException error) {
    return error.getMessage().contains("does not exist");
  }
}
