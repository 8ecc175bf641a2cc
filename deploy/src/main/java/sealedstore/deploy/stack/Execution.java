package sealedstore.deploy.stack;

import java.util.Set;
import sealedstore.deploy.guard.ChangeSet;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Executes a change set and waits for what becomes of the stack. */
public final class Execution {

  private static final Set<String> DONE = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE");

  private static final Set<ExecutionStatus> STARTED =
      Set.of(ExecutionStatus.EXECUTE_IN_PROGRESS, ExecutionStatus.EXECUTE_COMPLETE);

  private final CloudFormationClient client;
  private final Stacks stacks;
  private final Progress progress;

  /**
   * @param stacks looks at the stack while it works
   */
  public Execution(CloudFormationClient client, Stacks stacks, Progress progress) {
    this.client = client;
    this.stacks = stacks;
    this.progress = progress;
  }

  /**
   * Whether the change set is being executed, or has been: a command before did not see the end.
   */
  public boolean isStarted(ChangeSet changeSet) {
    return STARTED.contains(status(changeSet));
  }

  /**
   * Starts the change set by its ARN, so that it is the very one that was looked at, and waits
   * until the stack is at rest.
   *
   * @throws Failure if no answer to the request came and it was not started
   */
  public Outcome run(ChangeSet changeSet) {
    String token = Stacks.requestToken();
    try {
      client.executeChangeSet(
          request ->
              request
                  .stackName(changeSet.stack())
                  .changeSetName(changeSet.id())
                  .clientRequestToken(token));
    } catch (SdkException e) {
      if (!Stacks.mayPass(e)) {
        throw e;
      }
      if (!stacks.patiently(() -> isStarted(changeSet))) {
        throw new Failure("the change set was not executed: " + e.getMessage(), e);
      }
    }
    return outcome(changeSet);
  }

  /** Waits until the change set is executed and the stack at rest. */
  public Outcome outcome(ChangeSet changeSet) {
    return progress.step(
        "executing the change set of " + changeSet.stack(), () -> await(changeSet));
  }

  private Outcome await(ChangeSet changeSet) {
    // The stack may show its old status for a moment: the change set knows when it is through.
    ExecutionStatus execution = stacks.patiently(() -> status(changeSet));
    while (execution == ExecutionStatus.EXECUTE_IN_PROGRESS) {
      stacks.sleep();
      execution = stacks.patiently(() -> status(changeSet));
    }
    String status = stacks.atRest(changeSet.stack()).orElse("DELETE_COMPLETE");
    return execution == ExecutionStatus.EXECUTE_COMPLETE && DONE.contains(status)
        ? new Outcome.Done(status)
        : new Outcome.Failed(
            status, stacks.patiently(() -> new StackEvents(client).failures(changeSet.stack())));
  }

  /** CloudFormation may delete a change set that it has executed; the stack still names it. */
  private ExecutionStatus status(ChangeSet changeSet) {
    try {
      return client
          .describeChangeSet(
              request -> request.stackName(changeSet.stack()).changeSetName(changeSet.id()))
          .executionStatus();
    } catch (ChangeSetNotFoundException e) {
      if (stacks
          .find(changeSet.stack())
          .map(Stack::changeSetId)
          .filter(changeSet.id()::equals)
          .isEmpty()) {
        throw e;
      }
      return ExecutionStatus.EXECUTE_COMPLETE;
    }
  }
}
