package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.CHANGE_SET;
import static sealedstore.deploy.CommandRun.STACK;
import static sealedstore.deploy.CommandRun.STACK_ARN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import sealedstore.deploy.guard.Saved;

/** What apply says of an execution, whatever becomes of it. */
class ApplyExecutionTest extends ApplyCommandRun {

  @Test
  void execution_isOfTheArnThatWasShown_andTheStackIsProtectedAfterwards() throws IOException {
    describes("parameter-change", "EXECUTE_IN_PROGRESS", "EXECUTE_COMPLETE");
    command.stacks("CREATE_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE");

    assertThat(command.run("apply", "stage")).isZero();

    assertThat(command.out()).contains(STACK + " is in status UPDATE_COMPLETE");
    assertThat(requests("ExecuteChangeSet"))
        .singleElement()
        .asString()
        .contains("ChangeSetName=" + CHANGE_SET, "StackName=" + STACK, "ClientRequestToken=");
    assertThat(requests("DescribeChangeSet"))
        .allSatisfy(request -> assertThat(request).contains("StackName=" + STACK));
    assertThat(requests("UpdateTerminationProtection"))
        .singleElement()
        .asString()
        .contains("EnableTerminationProtection=true");
    assertThat(command.err())
        .containsSubsequence(
            "executing the change set of " + STACK,
            "has its stack policy and termination protection");
    assertThat(command.planFile()).isEmpty();
  }

  @Test
  void failedExecution_saysWhatFailed() throws IOException {
    describes("parameter-change", "EXECUTE_FAILED");
    command.stacks("UPDATE_ROLLBACK_COMPLETE");
    command.events(
        event("acme", STACK_ARN, "UPDATE_ROLLBACK_COMPLETE", ""),
        event("Second", "b", "UPDATE_FAILED", "Resource update cancelled"),
        event("First", "a", "UPDATE_FAILED", "Too much capacity"),
        event("acme", STACK_ARN, "UPDATE_IN_PROGRESS", "User Initiated"),
        event("Older", "c", "UPDATE_FAILED", "of an older update"));

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .contains("is in status UPDATE_ROLLBACK_COMPLETE")
        .containsSubsequence("First: Too much capacity", "Second: Resource update cancelled")
        .doesNotContain("Older");
    assertThat(command.planFile()).isPresent();
  }

  @Test
  void reasonOfAFailure_writesNothingButText() throws IOException {
    describes("parameter-change", "EXECUTE_FAILED");
    command.stacks("UPDATE_ROLLBACK_COMPLETE");
    command.events(event("First", "a", "UPDATE_FAILED", "no\n::error::x \u202e\nHarmless: all"));

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .contains("  First: no\\u{A}::error::x \\u{202E}\\u{A}Harmless: all")
        .doesNotContain("\u202e");
  }

  @Test
  void refusalByCloudFormation_isOneLine() {
    describes("parameter-change");
    command.cloudFormation.fails(
        "ExecuteChangeSet", "InsufficientCapabilities", "Requires capabilities");

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("\nerror: Requires capabilities").doesNotContain("\tat ");
  }

  @Test
  void changeOfOutputsOnly_isExecuted() {
    ObjectNode outputs = JSON.createObjectNode();
    outputs
        .put("ChangeSetId", CHANGE_SET)
        .put("ChangeSetName", "samcli-deploy1")
        .put("StackId", STACK_ARN)
        .put("StackName", STACK);
    outputs.put("Status", "CREATE_COMPLETE").put("ExecutionStatus", "AVAILABLE");
    command.cloudFormation.answers(
        "DescribeChangeSet",
        outputs,
        outputs,
        outputs.deepCopy().put("ExecutionStatus", "EXECUTE_COMPLETE"));

    assertThat(command.run("apply", "stage")).isZero();
    assertThat(requests("ExecuteChangeSet")).hasSize(1);
  }

  @Test
  void changeSetThatFailedIsAFailure_alsoWhereTheStackShowsItsOldStatus() {
    describes("parameter-change", "EXECUTE_FAILED");
    command.events();

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.out()).doesNotContain("Executed");
  }

  @Test
  void connectionThatIsLostForAWhile_isWaitedOut() {
    describes("parameter-change", "EXECUTE_IN_PROGRESS", "EXECUTE_COMPLETE");
    command.cloudFormation.answers("ExecuteChangeSet", JSON.createObjectNode());
    command.cloudFormation.breaks("ExecuteChangeSet", 1);

    assertThat(command.run("apply", "stage")).isZero();
    assertThat(command.out()).contains(STACK + " is in status UPDATE_COMPLETE");
  }

  @Test
  void serviceThatDoesNotAnswerForAWhile_isWaitedFor() {
    describes("parameter-change", "EXECUTE_IN_PROGRESS", "EXECUTE_COMPLETE");
    command.cloudFormation.isUnavailable("ExecuteChangeSet", 1);

    assertThat(command.run("apply", "stage")).isZero();
    assertThat(command.out()).contains(STACK + " is in status UPDATE_COMPLETE");
  }

  @Test
  void requestThatDidNotArrive_isAFailure() throws IOException {
    describes("parameter-change");
    command.cloudFormation.breaks("ExecuteChangeSet", 1);

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("error: the change set was not executed: ");
    assertThat(command.planFile()).isPresent();
  }

  @Test
  void connectionThatStaysLost_isSaidWithTheCommandThatLooksAgain() throws IOException {
    command.cloudFormation.breaks("DescribeStackEvents", 100);
    describes("parameter-change", "EXECUTE_FAILED");

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .contains("error: CloudFormation cannot be reached (")
        .contains("it goes on with what was started. To look again: make apply ENV=stage");
    assertThat(command.planFile()).isPresent();
  }

  @Test
  void executionThatAnEarlierCommandStarted_isWaitedForAndTheStackProtected() {
    command.cloudFormation.answers(
        "DescribeChangeSet",
        described("parameter-change", "EXECUTE_IN_PROGRESS"),
        described("parameter-change", "EXECUTE_IN_PROGRESS"),
        described("parameter-change", "EXECUTE_COMPLETE"));

    assertThat(command.run("apply", "stage")).isZero();
    assertThat(requests("ExecuteChangeSet")).isEmpty();
    assertThat(requests("SetStackPolicy")).hasSize(1);
  }

  @Test
  void changeSetThatCloudFormationDeletedOnceExecuted_isFoundAtTheStack() {
    command.cloudFormation.fails("DescribeChangeSet", "ChangeSetNotFound", "does not exist");
    command.cloudFormation.answersFirst("DescribeChangeSet", 2, Saved.json("parameter-change"));

    assertThat(command.run("apply", "stage")).isZero();
    assertThat(command.out()).contains(STACK + " is in status UPDATE_COMPLETE");
  }

  @Test
  void plannedChangeSetThatIsGone_isPlannedAgain() throws IOException {
    command.cloudFormation.fails("DescribeChangeSet", "ChangeSetNotFound", "does not exist");

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .endsWith("error: the change set that was planned is gone: make plan ENV=stage\n");
  }

  @Test
  void changeSetThatIsGoneAndWasNotExecuted_isAnError() {
    command.cloudFormation.fails("DescribeChangeSet", "ChangeSetNotFound", "does not exist");
    command.cloudFormation.answersFirst(
        "DescribeChangeSet",
        2,
        ((ObjectNode) Saved.json("parameter-change")).put("ChangeSetId", CHANGE_SET + "0"));

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("error: does not exist");
  }
}
