package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.CommandRun;
import sealedstore.deploy.guard.Saved;

class PlanCommandTest {

  private static final String CREATED =
      """
      Uploading
      {"status": "something else"}
      {"status": "changeset_created", "changeset_id": "arn:change-set"}""";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = new CommandRun(folder);
    command.cloudFormation.answers("ListChangeSets", summaries());
    command.sam(0, CREATED);
  }

  @AfterEach
  void stop() {
    command.close();
  }

  @Test
  void harmlessChangeSet_isShownAndRemembered() throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));

    assertThat(command.run("plan", "stage")).isZero();

    assertThat(command.samCalls())
        .isEqualTo(
            """
            us-east-1 build --config-env stage
            us-east-1 deploy --config-env stage --no-execute-changeset --no-confirm-changeset \
            --no-progressbar --output json --parameter-overrides Company=acme Environment=stage
            """);
    assertThat(command.planFile().orElseThrow())
        .isEqualTo(JSON.createObjectNode().put("stack", STACK).put("changeSet", "arn:change-set"));
    assertThat(command.out()).startsWith("Change set ");
    assertThat(command.err())
        .contains("building the functions (sam build)")
        .contains("creating a change set of " + STACK + " (sam deploy)")
        .endsWith("to execute it: make apply ENV=stage\n");
  }

  @Test
  void options_reachSam() throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("table-replaced"));
    command.shell("AWS_REGION", "eu-west-1");

    int status =
        command.run(
            "plan",
            "stage",
            "--built",
            "--parameters= MemorySize=1024  LogLevel=DEBUG",
            "--artifact-bucket=bucket",
            "--role-arn=arn:role",
            "--allow=ItemsTable/replaced");

    assertThat(status).isZero();
    assertThat(command.samCalls())
        .startsWith("eu-west-1 deploy")
        .endsWith(
            "Environment=stage MemorySize=1024 LogLevel=DEBUG --no-resolve-s3 --s3-bucket bucket"
                + " --role-arn arn:role\n");
    assertThat(command.clients.calls).containsExactly("region eu-west-1");
    assertThat(command.err()).endsWith("make apply ENV=stage ALLOW=ItemsTable/replaced\n");
  }

  @Test
  void variablesOfMake_takeThePlaceOfOptions() throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("table-replaced"));
    command.shell("ENV", "stage");
    command.shell("BUILT", "1");
    command.shell("ALLOW", "ItemsTable/replaced");

    assertThat(command.run("plan")).isZero();
    assertThat(command.samCalls()).startsWith("us-east-1 deploy --config-env stage");
  }

  @Test
  void dev_isTheDefaultOfSamconfig() throws IOException {
    command.sam(0, "{\"status\": \"no_changes\"}");

    assertThat(command.run("plan", "dev", "--built")).isZero();

    assertThat(command.samCalls()).startsWith("us-east-1 deploy --config-env default ");
    assertThat(command.err()).contains("nothing changes in acme-dev-sealed-store");
  }

  @Test
  void nothingToChange_isRememberedAsSuch() throws IOException {
    command.sam(0, "{\"status\": \"no_changes\"}");

    assertThat(command.run("plan", "stage", "--built")).isZero();
    assertThat(command.planFile().orElseThrow().get("changeSet").isNull()).isTrue();
  }

  @Test
  void refusedChangeSet_isSaidByTheExitStatus() {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("table-replaced"));

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(2);
    assertThat(command.out()).contains("Refused: ItemsTable");
    assertThat(command.err()).doesNotContain("make apply");
  }

  @Test
  void unreadableChangeSet_isSaidByTheExitStatus() {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("failed"));

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(3);
    assertThat(command.err()).contains("error: change set");
  }

  @Test
  void unexecutedPlans_areDeletedAndNoOtherChangeSets() {
    command.cloudFormation.answers(
        "ListChangeSets",
        summaries(
            "samcli-deploy1",
            "CREATE_COMPLETE",
            "AVAILABLE",
            "samcli-deploy2",
            "CREATE_COMPLETE",
            "OBSOLETE",
            "samcli-deploy3",
            "FAILED",
            "UNAVAILABLE",
            "samcli-deploy4",
            "CREATE_COMPLETE",
            "EXECUTE_COMPLETE",
            "import",
            "CREATE_COMPLETE",
            "AVAILABLE"));
    command.cloudFormation.answers("DeleteChangeSet", JSON.createObjectNode());
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));

    assertThat(command.run("plan", "stage", "--built")).isZero();

    assertThat(command.cloudFormation.requests("DeleteChangeSet"))
        .satisfiesExactly(
            first -> assertThat(first).contains("samcli-deploy1"),
            second -> assertThat(second).contains("samcli-deploy2"),
            third -> assertThat(third).contains("samcli-deploy3"));
  }

  @Test
  void stackThatDoesNotExist_hasNoEarlierPlans() {
    command.cloudFormation.fails("ListChangeSets", "ValidationError", "Stack [x] does not exist");
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("first-deploy"));

    assertThat(command.run("plan", "stage", "--built")).isZero();
  }

  @Test
  void refusalToListChangeSets_isAnError() {
    command.cloudFormation.fails("ListChangeSets", "AccessDenied", "not authorized");

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(1);
    assertThat(command.err()).startsWith("error: not authorized");
  }

  @Test
  void failureOfSam_isShownAndAnEarlierPlanForgotten() throws IOException {
    command.planned("arn:earlier");
    command.sam(1, "No such bucket");

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(1);
    assertThat(command.err()).contains("error: sam deploy failed:\nNo such bucket");
    assertThat(command.planFile()).isEmpty();
  }

  @Test
  void samThatMakesNoChangeSet_isAnError() throws IOException {
    command.sam(0, "done");

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(1);
    assertThat(command.err()).contains("made no change set and did not say why:\ndone");
  }

  @Test
  void samThatCannotBeInstalled_isAnError() throws IOException {
    Files.writeString(folder.resolve("tools/install.py"), "raise SystemExit('no network')");

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(1);
    assertThat(command.err()).contains("error: SAM cannot be installed:\nno network");
  }

  @Test
  void missingPython_isOneLine() {
    command.shell("PYTHON", "python-that-is-not-there");

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(1);
    assertThat(command.err()).contains("python-that-is-not-there");
  }

  private static ObjectNode summaries(String... fields) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode summaries = answer.putArray("Summaries");
    for (int i = 0; i < fields.length; i += 3) {
      summaries
          .addObject()
          .put("ChangeSetName", fields[i])
          .put("ChangeSetId", "arn:" + fields[i])
          .put("Status", fields[i + 1])
          .put("ExecutionStatus", fields[i + 2]);
    }
    return answer;
  }
}
