package sealedstore.deploy.stack;

import java.util.Optional;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Deletes a stack and waits until it is gone. */
public final class Deletion {

  private static final String GONE = "DELETE_COMPLETE";

  private final CloudFormationClient client;
  private final Stacks stacks;
  private final Progress progress;

  /**
   * @param stacks looks at the stack while it works
   */
  public Deletion(CloudFormationClient client, Stacks stacks, Progress progress) {
    this.client = client;
    this.stacks = stacks;
    this.progress = progress;
  }

  /** Lifts the termination protection, deletes, and waits. */
  public Outcome run(Stack stack) {
    // Not lifted twice: CloudFormation refuses that while the stack is being deleted ("Protect
    // CloudFormation stacks from being deleted"), as an earlier command may have begun.
    if (Boolean.TRUE.equals(stack.enableTerminationProtection())) {
      client.updateTerminationProtection(
          request -> request.stackName(stack.stackId()).enableTerminationProtection(false));
    }
    return delete(stack);
  }

  /**
   * Deletes the stack that a first deployment left when it was rolled back: it has no resources,
   * and no change set can update it.
   *
   * @return empty if the stack is not such a one
   */
  public Optional<Outcome> clearRolledBackCreation(String stack) {
    return stacks.find(stack).filter(Deletion::isRolledBackCreation).map(this::delete);
  }

  /** Whether it is left of a first deployment that was rolled back. */
  public static boolean isRolledBackCreation(Stack stack) {
    return stack.stackStatus() == StackStatus.ROLLBACK_COMPLETE;
  }

  private Outcome delete(Stack stack) {
    return progress.step("deleting stack " + stack.stackName(), () -> delete(stack.stackId()));
  }

  private Outcome delete(String stackId) {
    String token = Stacks.requestToken();
    client.deleteStack(request -> request.stackName(stackId).clientRequestToken(token));
    String status = stacks.atRest(stackId).orElse(GONE);
    return status.equals(GONE)
        ? new Outcome.Done(status)
        : new Outcome.Failed(
            status, stacks.patiently(() -> new StackEvents(client).failures(stackId)));
  }
}
