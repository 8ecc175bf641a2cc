package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.deploy.guard.Saved;

class JudgeTest {

  private static final String ARN =
      "arn:aws:cloudformation:us-east-1:111122223333:changeSet/samcli-deploy1795350000/5a0c8f0e-0f2b-4d3c-9a53-6c2f1d7e8b90";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STACK =
      "arn:aws:cloudformation:us-east-1:111122223333:stack/acme-stage-sealed-store/0f3d2a10-c7a1-11f0-9d2e-0e6f4b1c2d3a";

  private final CloudFormationStub stub = new CloudFormationStub();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    stub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "parameter-change, 0",
    "empty, 0",
    "table-replaced, 2",
    "memory-change-without-version, 2",
    "failed, 3",
    "missing, 3"
  })
  void exitStatus_saysWhatTheChangeSetIs(String name, int status) {
    assertThat(run(Saved.path(name).toString())).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | Error: Missing required argument
          a --change-set b | mutually exclusive
          a --execute | --execute needs --change-set
          --change-set name | --change-set NAME needs --stack-name
          a --format pdf | expected one of [text, markdown]
          """)
  void wrongUse_isOne(String arguments, String message) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(1);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void allowedFinding_isPrintedAsSuchAndPasses() {
    assertThat(run(Saved.path("table-replaced").toString(), "--allow", "ItemsTable,Typo")).isZero();
    assertThat(out.toString())
        .contains("Allowed: ItemsTable (AWS::DynamoDB::Table): would be replaced")
        .contains("Allowed, and nothing found: Typo")
        .doesNotContain("Refused");
  }

  @Test
  void findingOfAnotherResource_isNotAllowed() {
    assertThat(run(Saved.path("key-removed").toString(), "--allow", "ItemsKey")).isEqualTo(2);
    assertThat(out.toString()).contains("Allowed: ItemsKey").contains("Refused: ItemsTable");
  }

  @Test
  void summary_isAppendedAsMarkdown() throws IOException {
    Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");

    run(Saved.path("rotation-off").toString(), "--summary", summary.toString());

    assertThat(summary)
        .content()
        .startsWith("before\n### Change set")
        .contains("- **Refused:** ItemsKey (AWS::KMS::Key)")
        .contains("| <code>ItemsKey</code> | <code>AWS::KMS::Key</code> | change | never |");
    assertThat(out.toString()).doesNotContain("###");
  }

  @Test
  void markdown_isPrintedWhenAskedFor() {
    run(Saved.path("rotation-off").toString(), "--format", "markdown");

    assertThat(out.toString()).startsWith("### Change set");
  }

  @Test
  void changeSetThatIsGone_isUnreadable() {
    stub.fails("DescribeChangeSet", "ChangeSetNotFound", "ChangeSet [x] does not exist");

    assertThat(run("--change-set", "x", "--stack-name", "s")).isEqualTo(3);
    assertThat(err.toString()).contains("ChangeSet [x] does not exist");
  }

  @Test
  void execution_isOfTheArnThatWasLookedAt() {
    describes("parameter-change", "EXECUTE_IN_PROGRESS", "EXECUTE_COMPLETE");
    stacks("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE");

    assertThat(run("--change-set", "plan", "--stack-name", "acme-stage-sealed-store", "--execute"))
        .isZero();

    assertThat(out.toString()).contains("acme-stage-sealed-store is in status UPDATE_COMPLETE");
    assertThat(stub.requests("ExecuteChangeSet"))
        .singleElement()
        .asString()
        .contains("ChangeSetName=" + ARN.replace(":", "%3A").replace("/", "%2F"));
  }

  @Test
  void refusedChangeSet_isNotExecuted() {
    describes("table-replaced");

    assertThat(run("--change-set", ARN, "--execute")).isEqualTo(2);
    assertThat(stub.requests("ExecuteChangeSet")).isEmpty();
  }

  @Test
  void emptyChangeSet_isNotExecutedAndHarmless() {
    describes("empty");

    assertThat(run("--change-set", ARN, "--execute")).isZero();
    assertThat(stub.requests("ExecuteChangeSet")).isEmpty();
  }

  @Test
  void changeSetOutOfDate_isNotExecuted() {
    stub.answers("DescribeChangeSet", described("parameter-change", "OBSOLETE"));

    assertThat(run("--change-set", ARN, "--execute")).isEqualTo(1);
    assertThat(err.toString()).contains("make a new change set");
    assertThat(stub.requests("ExecuteChangeSet")).isEmpty();
  }

  @Test
  void failedExecution_saysWhatFailed() {
    describes("parameter-change", "EXECUTE_FAILED");
    stacks("UPDATE_ROLLBACK_COMPLETE");
    ObjectNode events = JSON.createObjectNode();
    events
        .putArray("StackEvents")
        .add(event("acme", STACK, "UPDATE_ROLLBACK_COMPLETE", ""))
        .add(event("Second", "b", "UPDATE_FAILED", "Resource update cancelled"))
        .add(event("First", "a", "UPDATE_FAILED", "Too much capacity"))
        .add(event("acme", STACK, "UPDATE_IN_PROGRESS", "User Initiated"))
        .add(event("Older", "c", "UPDATE_FAILED", "of an older update"));
    stub.answers("DescribeStackEvents", events);

    assertThat(run("--change-set", ARN, "--execute")).isEqualTo(1);
    assertThat(err.toString())
        .contains("is in status UPDATE_ROLLBACK_COMPLETE")
        .containsSubsequence("First: Too much capacity", "Second: Resource update cancelled")
        .doesNotContain("Older");
  }

  @Test
  void refusalByCloudFormation_isOneLine() {
    describes("parameter-change");
    stub.fails("ExecuteChangeSet", "InsufficientCapabilities", "Requires capabilities");

    assertThat(run("--change-set", ARN, "--execute")).isEqualTo(1);
    assertThat(err.toString()).startsWith("error: Requires capabilities").doesNotContain("\tat ");
  }

  private int run(String... arguments) {
    return Main.commandLine(stub::client, Duration.ZERO)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of("judge"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** The change set as it is looked at, then its execution statuses. */
  private void describes(String name, String... executionStatuses) {
    JsonNode[] answers = new JsonNode[executionStatuses.length + 1];
    answers[0] = Saved.json(name);
    for (int i = 0; i < executionStatuses.length; i++) {
      answers[i + 1] = described(name, executionStatuses[i]);
    }
    stub.answers("DescribeChangeSet", answers);
    stub.answers("ExecuteChangeSet", JSON.createObjectNode());
  }

  private static JsonNode described(String name, String executionStatus) {
    return ((ObjectNode) Saved.json(name)).put("ExecutionStatus", executionStatus);
  }

  private void stacks(String... statuses) {
    JsonNode[] answers = new JsonNode[statuses.length];
    for (int i = 0; i < statuses.length; i++) {
      ObjectNode answer = JSON.createObjectNode();
      answer.putArray("Stacks").addObject().put("StackStatus", statuses[i]);
      answers[i] = answer;
    }
    stub.answers("DescribeStacks", answers);
  }

  private static ObjectNode event(String id, String physicalId, String status, String reason) {
    return JSON.createObjectNode()
        .put("StackId", STACK)
        .put("LogicalResourceId", id)
        .put("PhysicalResourceId", physicalId)
        .put("ResourceStatus", status)
        .put("ResourceStatusReason", reason);
  }
}
