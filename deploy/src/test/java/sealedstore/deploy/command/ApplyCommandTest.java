package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.CHANGE_SET;
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
    command.planned(CHANGE_SET);
    command.stacks("UPDATE_COMPLETE");
  }

  @AfterEach
  void stop() {
    command.close();
  }

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
    assertThat(command.err()).contains("has its stack policy and termination protection");
    assertThat(command.planFile()).isEmpty();
  }

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
  void firstDeployment_hasNoStackPolicyToLoosen() {
    describes("table-replaced", "EXECUTE_COMPLETE");
    command.stacks("REVIEW_IN_PROGRESS", "REVIEW_IN_PROGRESS", "CREATE_COMPLETE");

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
    assertThat(command.err()).contains("\nerror: change set");
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
  void changeSetThatIsGoneAndWasNotExecuted_isAnError() {
    command.cloudFormation.fails("DescribeChangeSet", "ChangeSetNotFound", "does not exist");
    command.cloudFormation.answersFirst(
        "DescribeChangeSet",
        2,
        ((ObjectNode) Saved.json("parameter-change")).put("ChangeSetId", CHANGE_SET + "0"));

    assertThat(command.run("apply", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("error: does not exist");
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
            "its empty stack is deleted");
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
    assertThat(command.err()).contains("its empty stack is deleted now: make plan ENV=stage");
    assertThat(requests("ExecuteChangeSet")).isEmpty();
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

  /** The change set as it is looked at, and whether it was started; then its execution statuses. */
  private void describes(String name, String... executionStatuses) {
    JsonNode[] answers = new JsonNode[executionStatuses.length + 2];
    answers[0] = Saved.json(name);
    answers[1] = Saved.json(name);
    for (int i = 0; i < executionStatuses.length; i++) {
      answers[i + 2] = described(name, executionStatuses[i]);
    }
    command.cloudFormation.answers("DescribeChangeSet", answers);
  }

  private static JsonNode described(String name, String executionStatus) {
    return ((ObjectNode) Saved.json(name)).put("ExecutionStatus", executionStatus);
  }
}
