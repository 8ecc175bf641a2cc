package sealedstore.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import sealedstore.deploy.guard.ChangeSet;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Executes a change set and waits for what becomes of the stack. */
final class Execution {

  private static final Set<String> DONE =
      Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE");
  private static final Set<String> STARTED = Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS");

  private final CloudFormationClient client;
  private final Duration pause;

  /**
   * @param pause time between two looks at the stack
   */
  Execution(CloudFormationClient client, Duration pause) {
    this.client = client;
    this.pause = pause;
  }

  /** What became of the stack. */
  sealed interface Result {
    /** The stack is as the change set has it. */
    record Done(String status) implements Result {}

    /** It is not; what failed, oldest first. */
    record Failed(String status, List<String> reasons) implements Result {}
  }

  /**
   * Starts the change set by its ARN, so that it is the very one that was looked at, and waits
   * until the stack is at rest.
   *
   * @throws InterruptedException if interrupted while waiting; the stack goes on
   */
  Result run(ChangeSet changeSet) throws InterruptedException {
    client.executeChangeSet(request -> request.changeSetName(changeSet.id()));
    // The stack may show its old status for a moment: the change set knows when it is through.
    while (client
            .describeChangeSet(request -> request.changeSetName(changeSet.id()))
            .executionStatus()
        == ExecutionStatus.EXECUTE_IN_PROGRESS) {
      Thread.sleep(pause);
    }
    String status = status(changeSet);
    while (status.endsWith("_IN_PROGRESS")) {
      Thread.sleep(pause);
      status = status(changeSet);
    }
    return DONE.contains(status)
        ? new Result.Done(status)
        : new Result.Failed(status, failures(changeSet));
  }

  private String status(ChangeSet changeSet) {
    return client
        .describeStacks(request -> request.stackName(changeSet.stack()))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }

  private List<String> failures(ChangeSet changeSet) {
    return client
        .describeStackEventsPaginator(request -> request.stackName(changeSet.stack()))
        .stackEvents()
        .stream()
        .takeWhile(event -> !startsTheOperation(event))
        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
        .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
        .toList()
        .reversed();
  }

  private static boolean startsTheOperation(StackEvent event) {
    return event.stackId().equals(event.physicalResourceId())
        && STARTED.contains(event.resourceStatusAsString());
  }
}
