package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;
import static sealedstore.deploy.CommandRun.STACK_ARN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.CommandRun;
import sealedstore.deploy.guard.Saved;

class ApplyCommandTest {

  private static final String ARN =
      "arn:aws:cloudformation:us-east-1:111122223333:changeSet/samcli-deploy1795350000/5a0c8f0e-0f2b-4d3c-9a53-6c2f1d7e8b90";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = new CommandRun(folder);
    for (String action :
        List.of("ExecuteChangeSet", "SetStackPolicy", "UpdateTerminationProtection")) {
      command.cloudFormation.answers(action, JSON.createObjectNode());
    }
    storedPolicy(Files.readString(folder.resolve("deploy/stack-policy.json")));
    command.planned(ARN);
  }

  @AfterEach
  void stop() {
    command.close();
  }

  @Test
  void execution_isOfTheArnThatWasShown_andTheStackIsProtectedAfterwards() throws IOException {
    describes("parameter-change", "EXECUTE_IN_PROGRESS", "EXECUTE_COMPLETE");
    command.stacks("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE");

    assertThat(command.run("apply", "stage")).isZero();

    assertThat(command.out()).contains(STACK + " is in status UPDATE_COMPLETE");
    assertThat(requests("ExecuteChangeSet"))
        .singleElement()
        .asString()
        .contains("ChangeSetName=" + ARN);
    assertThat(requests("UpdateTerminationProtection"))
        .singleElement()
        .asString()
        .contains("EnableTerminationProtection=true");
    assertThat(command.err()).contains("has its stack policy and termination protection");
    assertThat(command.planFile()).isEmpty();
  }

  @Test
  void withoutAPlan_nothingIsDone() throws IOException {
    Files.delete(folder.resolve(".aws-sam/plan-stage.json"));

    command.shell("ENV", "stage");
    assertThat(command.run("apply")).isEqualTo(1);
    assertThat(command.err())
        .contains("error: nothing is planned for " + STACK + ": make plan ENV=stage");
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
  void failedExecution_restoresTheStackPolicy() {
    describes("table-replaced", "EXECUTE_FAILED");
    command.stacks("UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    command.events();

    assertThat(command.run("apply", "stage", "--allow", "ItemsTable/replaced")).isEqualTo(1);

    assertThat(requests("SetStackPolicy").getLast()).doesNotContain("NotResource");
  }

  @Test
  void firstDeployment_hasNoStackPolicyToLoosen() {
    describes("table-replaced", "EXECUTE_COMPLETE");
    command.stacks("REVIEW_IN_PROGRESS", "CREATE_COMPLETE");

    assertThat(command.run("apply", "stage", "--allow", "ItemsTable/replaced")).isZero();
    assertThat(requests("SetStackPolicy")).hasSize(1);
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
    assertThat(command.err()).contains("make a new change set");
    assertThat(requests("ExecuteChangeSet")).isEmpty();
  }

  @Test
  void changeSetThatFailed_isUnreadable() {
    describes("failed");

    assertThat(command.run("apply", "stage")).isEqualTo(3);
    assertThat(command.err()).startsWith("error: change set");
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
  void refusalByCloudFormation_isOneLine() {
    describes("parameter-change");
    command.cloudFormation.fails(
        "ExecuteChangeSet", "InsufficientCapabilities", "Requires capabilities");

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).startsWith("error: Requires capabilities").doesNotContain("\tat ");
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
    ObjectNode stacks = JSON.createObjectNode();
    stacks.putArray("Stacks").addObject().put("StackStatus", "UPDATE_COMPLETE");
    command.cloudFormation.answers("DescribeStacks", stacks);

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("error: " + STACK + " has no termination protection");
  }

  private static String[] event(String... fields) {
    return fields;
  }

  private void storedPolicy(String policy) {
    command.cloudFormation.answers(
        "GetStackPolicy", JSON.createObjectNode().put("StackPolicyBody", policy));
  }

  private List<String> requests(String action) {
    return command.cloudFormation.requests(action).stream()
        .map(body -> URLDecoder.decode(body, StandardCharsets.UTF_8))
        .toList();
  }

  /** The change set as it is looked at, then its execution statuses. */
  private void describes(String name, String... executionStatuses) {
    JsonNode[] answers = new JsonNode[executionStatuses.length + 1];
    answers[0] = Saved.json(name);
    for (int i = 0; i < executionStatuses.length; i++) {
      answers[i + 1] = described(name, executionStatuses[i]);
    }
    command.cloudFormation.answers("DescribeChangeSet", answers);
  }

  private static JsonNode described(String name, String executionStatus) {
    return ((ObjectNode) Saved.json(name)).put("ExecutionStatus", executionStatus);
  }
}
