package sealedstore.deploy.stack;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Deletes a stack and waits until it is gone. */
public final class Deletion {

  private static final String GONE = "DELETE_COMPLETE";

  private final CloudFormationClient client;
  private final Stacks stacks;

  /**
   * @param stacks looks at the stack while it works
   */
  public Deletion(CloudFormationClient client, Stacks stacks) {
    this.client = client;
    this.stacks = stacks;
  }

  /** Lifts the termination protection, deletes, and waits. */
  public Outcome run(String stack) {
    client.updateTerminationProtection(
        request -> request.stackName(stack).enableTerminationProtection(false));
    client.deleteStack(request -> request.stackName(stack));
    String status = stacks.atRest(stack).orElse(GONE);
    return status.equals(GONE)
        ? new Outcome.Done(status)
        : new Outcome.Failed(status, new StackEvents(client).failures(stack));
  }
}
