package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;
import static sealedstore.deploy.CommandRun.STACK_ARN;

import org.junit.jupiter.api.Test;

/** What apply does with a stack's first deployment, and with what is left if it is rolled back. */
class ApplyFirstDeploymentTest extends ApplyCommandRun {

  @Test
  void firstDeployment_hasNoStackPolicyToLoosen() {
    describes("table-replaced", "EXECUTE_COMPLETE");
    command.stacks("REVIEW_IN_PROGRESS", "REVIEW_IN_PROGRESS", "CREATE_COMPLETE");

    assertThat(command.run("apply", "stage", "--allow", "ItemsTable/replaced")).isZero();
    assertThat(requests("SetStackPolicy")).hasSize(1);
  }

  @Test
  void rolledBackFirstDeployment_isSaidAndItsEmptyStackDeleted() {
    describes("first-deploy", "EXECUTE_FAILED");
    command.stacks(
        "REVIEW_IN_PROGRESS",
        "REVIEW_IN_PROGRESS",
        "ROLLBACK_COMPLETE",
        "ROLLBACK_COMPLETE",
        "DELETE_IN_PROGRESS",
        "DELETE_COMPLETE");
    command.cloudFormation.answers("DeleteStack", JSON.createObjectNode());
    command.events(
        event("ItemsTable", "a", "CREATE_FAILED", "Table already exists"),
        event("acme", STACK_ARN, "CREATE_IN_PROGRESS", "User Initiated"));

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .contains(
            STACK + " is in status ROLLBACK_COMPLETE",
            "ItemsTable: Table already exists",
            "its empty stack is deleted: make plan ENV=stage");
    assertThat(requests("DeleteStack"))
        .singleElement()
        .asString()
        .contains("StackName=" + STACK_ARN, "ClientRequestToken=");
  }

  @Test
  void stackOfARolledBackFirstDeployment_isDeletedBeforeAnythingElse() {
    command.stacks("ROLLBACK_COMPLETE", "DELETE_COMPLETE");
    command.cloudFormation.answers("DeleteStack", JSON.createObjectNode());

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .endsWith(
            "error: the first deployment of %s was rolled back; its empty stack is deleted: make plan ENV=stage\n"
                .formatted(STACK));
    assertThat(requests("ExecuteChangeSet")).isEmpty();
  }

  @Test
  void emptyStackThatCannotBeDeleted_isNotSaidToBe() {
    command.stacks("ROLLBACK_COMPLETE", "DELETE_FAILED");
    command.cloudFormation.answers("DeleteStack", JSON.createObjectNode());
    command.events(
        event("ItemsTable", "a", "DELETE_FAILED", null),
        event("acme", STACK_ARN, "DELETE_IN_PROGRESS", "User Initiated"));

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .contains("its empty stack cannot be deleted: " + STACK + " is in status DELETE_FAILED\n")
        .endsWith("  ItemsTable: no reason given\n");
  }
}
