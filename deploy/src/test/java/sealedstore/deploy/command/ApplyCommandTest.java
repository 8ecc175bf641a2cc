package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import sealedstore.deploy.guard.Saved;

/** What apply executes, and what it refuses. */
class ApplyCommandTest extends ApplyCommandRun {

  @Test
  void withoutAPlan_nothingIsDone() throws IOException {
    Files.delete(folder.resolve(".aws-sam/plan-stage.json"));

    command.shell("ENV", "stage");
    assertThat(command.run("apply")).isEqualTo(1);
    assertThat(command.err())
        .contains("error: nothing is planned for " + STACK + " in us-east-1: make plan ENV=stage");
    assertThat(requests("SetStackPolicy")).isEmpty();
  }

  @Test
  void planThatChangesNothing_protectsTheStack() throws IOException {
    command.planned(null);
    command.stacks("UPDATE_COMPLETE");

    assertThat(command.run("apply", "stage")).isZero();
    assertThat(requests("ExecuteChangeSet")).isEmpty();
    assertThat(requests("SetStackPolicy")).hasSize(1);
  }

  @Test
  void planOfAnotherStack_isNone() throws IOException {
    Files.writeString(
        folder.resolve(".aws-sam/plan-stage.json"), "{\"stack\": \"other\", \"changeSet\": \"x\"}");

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("nothing is planned");
  }

  @Test
  void refusedChangeSet_isNotExecuted() throws IOException {
    describes("table-replaced");

    assertThat(command.run("apply", "stage")).isEqualTo(2);
    assertThat(requests("ExecuteChangeSet")).isEmpty();
    assertThat(command.planFile()).isPresent();
  }

  @Test
  void allowedResource_isLeftOutOfTheStackPolicyUntilTheChangeSetIsExecuted() {
    describes("table-replaced", "EXECUTE_COMPLETE");
    command.stacks("UPDATE_COMPLETE");

    assertThat(command.run("apply", "stage", "--allow", "ItemsTable/replaced")).isZero();

    assertThat(requests("SetStackPolicy"))
        .satisfiesExactly(
            loosened ->
                assertThat(loosened)
                    .contains("\"NotResource\":[\"LogicalResourceId/ItemsTable\"]")
                    .contains("\"Resource\":\"*\""),
            restored -> assertThat(restored).doesNotContain("NotResource"),
            set -> assertThat(set).doesNotContain("NotResource"));
  }

  @Test
  void allowedResourceThatTheStackPolicyDoesNotProtect_loosensNothing() {
    describes("role-replaced", "EXECUTE_COMPLETE");

    assertThat(command.run("apply", "stage", "--allow", "WriterRole/replaced")).isZero();

    assertThat(requests("SetStackPolicy")).hasSize(1);
  }

  @Test
  void failedExecution_restoresTheStackPolicy() {
    describes("table-replaced", "EXECUTE_FAILED");
    command.stacks("UPDATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    command.events();

    assertThat(command.run("apply", "stage", "--allow", "ItemsTable/replaced")).isEqualTo(1);

    assertThat(requests("SetStackPolicy").getLast()).doesNotContain("NotResource");
  }

  @Test
  void failedExecutionThatAKilledCommandStarted_restoresTheStackPolicy() {
    command.cloudFormation.answers(
        "DescribeChangeSet",
        described("table-replaced", "EXECUTE_IN_PROGRESS"),
        described("table-replaced", "EXECUTE_IN_PROGRESS"),
        described("table-replaced", "EXECUTE_FAILED"));
    command.events();

    assertThat(command.run("apply", "stage", "--allow", "ItemsTable/replaced")).isEqualTo(1);

    assertThat(requests("ExecuteChangeSet")).isEmpty();
    assertThat(requests("SetStackPolicy").getLast()).doesNotContain("NotResource");
  }

  @Test
  void stackPolicyThatStaysLoosened_isSaidBesideWhatFailed() {
    describes("table-replaced", "EXECUTE_FAILED");
    command.events();
    command.cloudFormation.fails("SetStackPolicy", "AccessDenied", "not authorized");
    command.cloudFormation.answersFirst("SetStackPolicy", 1, JSON.createObjectNode());

    assertThat(command.run("apply", "stage", "--allow", "ItemsTable/replaced")).isEqualTo(1);

    assertThat(command.err())
        .contains("error: " + STACK + " is in status UPDATE_COMPLETE\n")
        .contains("error: the stack policy of " + STACK + " is still loosened (not authorized")
        .contains(
            "set-stack-policy --stack-name %s --stack-policy-body file://deploy/stack-policy.json\n"
                .formatted(STACK));
  }

  @Test
  void emptyChangeSet_isNotExecutedAndHarmless() {
    describes("empty");
    command.stacks("UPDATE_COMPLETE");

    assertThat(command.run("apply", "stage")).isZero();
    assertThat(requests("ExecuteChangeSet")).isEmpty();
  }

  @Test
  void changeSetOutOfDate_isNotExecuted() {
    command.cloudFormation.answers("DescribeChangeSet", described("parameter-change", "OBSOLETE"));

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .endsWith("error: CloudFormation would not execute the change set: make plan ENV=stage\n");
    assertThat(requests("ExecuteChangeSet")).isEmpty();
  }

  @Test
  void changeSetThatFailed_isUnreadable() {
    describes("failed");

    assertThat(command.run("apply", "stage")).isEqualTo(3);
    assertThat(command.err()).contains("\nerror: change set");
  }

  @Test
  void stackPolicyThatIsNotStored_isAFailure() throws IOException {
    command.planned(null);
    command.stacks("UPDATE_COMPLETE");
    for (String stored : new String[] {"{}", "no JSON", null}) {
      storedPolicy(stored);

      assertThat(command.run("apply", "stage")).isEqualTo(1);
    }
    assertThat(command.err())
        .contains(STACK + " has a stack policy that is not deploy/stack-policy.json");
    assertThat(command.planFile()).isPresent();
  }

  @Test
  void terminationProtectionThatIsNotOn_isAFailure() throws IOException {
    command.planned(null);
    command.unprotectedStacks("UPDATE_COMPLETE");

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("error: " + STACK + " has no termination protection");
  }

  @Test
  void planOfAnotherRegion_isNone() throws IOException {
    command.shell("AWS_REGION", "eu-west-1");

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("nothing is planned for %s in eu-west-1".formatted(STACK));
  }

  @Test
  void changeSetOfAnotherStack_isNotExecuted() {
    command.cloudFormation.answers(
        "DescribeChangeSet",
        ((ObjectNode) Saved.json("parameter-change")).put("StackName", "acme-prod-sealed-store"));

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err())
        .contains("the plan is a change set of acme-prod-sealed-store, not of " + STACK);
    assertThat(requests("ExecuteChangeSet")).isEmpty();
  }

  @Test
  void protectionThatAnEarlierCommandDidNotSet_isSetWithoutAPlan() throws IOException {
    Files.delete(folder.resolve(".aws-sam/plan-stage.json"));
    String policy = Files.readString(folder.resolve("deploy/stack-policy.json"));
    command.cloudFormation.answers(
        "GetStackPolicy",
        JSON.createObjectNode(),
        JSON.createObjectNode().put("StackPolicyBody", policy));

    assertThat(command.run("apply", "stage")).isZero();
    assertThat(requests("SetStackPolicy")).hasSize(1);
  }
}
