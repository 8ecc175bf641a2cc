package sealedstore.deploy.stack;

import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/** The change sets that {@code sam deploy} has made of a stack. */
public final class PlannedChangeSets {

  /** How sam deploy begins the names of its change sets. */
  private static final String NAMES = "samcli-deploy";

  private static final Set<ExecutionStatus> NOT_EXECUTED =
      Set.of(ExecutionStatus.AVAILABLE, ExecutionStatus.OBSOLETE);

  private final CloudFormationClient client;

  /** Of any stack. */
  public PlannedChangeSets(CloudFormationClient client) {
    this.client = client;
  }

  /**
   * Deletes those that nobody has executed: a stack has room for a limited number, and only an
   * execution deletes them ("ExecuteChangeSet").
   */
  public void deleteUnexecuted(String stack) {
    try {
      client.listChangeSetsPaginator(request -> request.stackName(stack)).summaries().stream()
          .filter(PlannedChangeSets::isUnexecutedPlan)
          .toList()
          .forEach(
              changeSet ->
                  client.deleteChangeSet(
                      request -> request.stackName(stack).changeSetName(changeSet.changeSetId())));
    } catch (CloudFormationException e) {
      if (!Stacks.isMissing(e)) {
        throw e;
      }
    }
  }

  private static boolean isUnexecutedPlan(ChangeSetSummary changeSet) {
    return changeSet.changeSetName().startsWith(NAMES)
        && (changeSet.status() == ChangeSetStatus.FAILED
            || NOT_EXECUTED.contains(changeSet.executionStatus()));
  }
}
