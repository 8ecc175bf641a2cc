package sealedstore.deploy.guard;

import java.util.List;

/**
 * A change set that CloudFormation has finished making.
 *
 * @param id its ARN, which names this change set and no later one of the same name
 * @param stack name of the stack
 * @param account the account that the stack is in
 * @param executable whether CloudFormation would execute it now
 * @param changes what it does, nothing for an empty change set
 */
public record ChangeSet(
    String id,
    String name,
    String stack,
    OwnAccount account,
    boolean executable,
    List<Change> changes) {

  /**
   * Checks that a described change set can be judged.
   *
   * @param status ChangeSetStatus
   * @param reason StatusReason
   * @param executionStatus ExecutionStatus
   * @throws Unreadable if it is not complete, or failed for another reason than that it is empty
   */
  static ChangeSet of(
      String id,
      String name,
      String stackId,
      String stack,
      String status,
      String reason,
      String executionStatus,
      List<Change> changes)
      throws Unreadable {
    boolean empty = status.equals("FAILED") && changes.isEmpty() && saysEmpty(reason);
    if (!empty && !status.equals("CREATE_COMPLETE")) {
      throw new Unreadable(
          "change set %s is in status %s%s"
              .formatted(name, status, reason.isEmpty() ? "" : ": " + reason));
    }
    return new ChangeSet(
        id, name, stack, OwnAccount.of(stackId), executionStatus.equals("AVAILABLE"), changes);
  }

  private static boolean saysEmpty(String reason) {
    return reason.contains("didn't contain changes")
        || reason.contains("No updates are to be performed");
  }
}
