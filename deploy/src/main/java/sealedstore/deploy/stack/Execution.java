package sealedstore.deploy.stack;

import java.util.Set;
import sealedstore.deploy.guard.ChangeSet;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/** Executes a change set and waits for what becomes of the stack. */
public final class Execution {

  private static final Set<String> DONE =
      Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE");

  private final CloudFormationClient client;
  private final Stacks stacks;

  /**
   * @param stacks looks at the stack while it works
   */
  public Execution(CloudFormationClient client, Stacks stacks) {
    this.client = client;
    this.stacks = stacks;
  }

  /**
   * Starts the change set by its ARN, so that it is the very one that was looked at, and waits
   * until the stack is at rest.
   */
  public Outcome run(ChangeSet changeSet) {
    client.executeChangeSet(request -> request.changeSetName(changeSet.id()));
    // The stack may show its old status for a moment: the change set knows when it is through.
    while (client
            .describeChangeSet(request -> request.changeSetName(changeSet.id()))
            .executionStatus()
        == ExecutionStatus.EXECUTE_IN_PROGRESS) {
      stacks.sleep();
    }
    String status = stacks.atRest(changeSet.stack()).orElse("DELETE_COMPLETE");
    return DONE.contains(status)
        ? new Outcome.Done(status)
        : new Outcome.Failed(status, new StackEvents(client).failures(changeSet.stack()));
  }
}
