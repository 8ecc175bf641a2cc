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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.CommandRun;
import sealedstore.deploy.guard.Saved;

class PlanCommandTest {

  private static final String CREATED =
      """
      Uploading
      {"status": "something else"}
      {"status": "changeset_created", "changeset_id": "arn:change-set"}""";
  private static final String ROLE = "arn:aws:iam::111122223333:role/execution";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = new CommandRun(folder);
    command.cloudFormation.answers("ListChangeSets", summaries());
    command.sam(0, CREATED);
    command.stacks("UPDATE_COMPLETE");
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
            us-east-1 build --config-env stage --region us-east-1
            us-east-1 deploy --config-env stage --region us-east-1 --no-execute-changeset --no-confirm-changeset \
            --no-progressbar --output json --parameter-overrides Company=acme Environment=stage
            """);
    assertThat(command.planFile().orElseThrow())
        .isEqualTo(
            JSON.createObjectNode()
                .put("stack", STACK)
                .put("region", "us-east-1")
                .put("changeSet", "arn:change-set"));
    assertThat(command.out()).startsWith("Change set ");
    assertThat(command.err())
        .startsWith("[  0 s] account 111122223333, region us-east-1, stack " + STACK)
        .doesNotContain("there is no stack")
        .contains("building the functions (sam build)")
        .contains("creating a change set of " + STACK + " (sam deploy)")
        .endsWith("to execute it: make apply ENV=stage\n");
  }

  @Test
  void options_reachSam() throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("table-replaced"));
    command.clients.roles.put("execution", ROLE);
    command.shell("AWS_REGION", "eu-west-1");

    int status =
        command.run(
            "plan",
            "stage",
            "--built",
            "--parameters= MemorySize=1024  LogLevel=DEBUG",
            "--artifact-bucket=bucket",
            "--role-arn=" + ROLE,
            "--allow=ItemsTable/replaced");

    assertThat(status).isZero();
    assertThat(command.samCalls())
        .startsWith("eu-west-1 deploy --config-env stage --region eu-west-1 ")
        .endsWith(
            "Environment=stage MemorySize=1024 LogLevel=DEBUG DeploymentRoleArns=%1$s"
                    .formatted(ROLE)
                + " --no-resolve-s3 --s3-bucket bucket --role-arn %1$s\n".formatted(ROLE));
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
            first -> assertThat(first).contains("samcli-deploy1", "StackName=" + STACK),
            second -> assertThat(second).contains("samcli-deploy2"),
            third -> assertThat(third).contains("samcli-deploy3"));
  }

  @Test
  void stackThatDoesNotExist_hasNoEarlierPlans() {
    command.noStack();
    command.cloudFormation.fails("ListChangeSets", "ValidationError", "Stack [x] does not exist");
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("first-deploy"));
    command.shell("AWS_DEFAULT_REGION", "eu-west-1");

    assertThat(command.run("plan", "stage", "--built")).isZero();
    assertThat(command.err())
        .contains("there is no stack %s in eu-west-1 yet".formatted(STACK))
        .contains("this plans its first deployment");
  }

  @Test
  void stackOfAFirstPlanThatNobodyExecuted_isNone() {
    command.stacks("REVIEW_IN_PROGRESS");
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("first-deploy"));

    assertThat(command.run("plan", "stage", "--built")).isZero();
    assertThat(command.err()).contains("this plans its first deployment");
  }

  @Test
  void changeSet_isLookedAtWithItsStacksName() {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));

    command.run("plan", "stage", "--built");

    assertThat(command.cloudFormation.requests("DescribeChangeSet"))
        .singleElement()
        .asString()
        .contains("StackName=" + STACK, "ChangeSetName=arn%3Achange-set");
  }

  @Test
  void rolledBackFirstDeployment_isNotPlannedAgainUntilApplyHasClearedIt() throws IOException {
    command.stacks("ROLLBACK_COMPLETE");

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(1);
    assertThat(command.err()).contains("make apply ENV=stage deletes it, then plan again");
    assertThat(command.samCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MemorySzie=2048 | parameter MemorySzie: the template has none of this name, only Company,",
        "MemorySize=100 | parameter MemorySize: must be a number of at least 256 and at most 10240, not 100",
        "MemorySize= | parameter MemorySize: must be a number of at least 256 and at most 10240, not empty",
        "LogLevel=LOUD | parameter LogLevel: must be one of TRACE, DEBUG",
        "AlarmTopicArn=topic | parameter AlarmTopicArn: must be empty or the ARN of an SNS topic., not topic",
        "MemorySize | parameters: MemorySize is not NAME=VALUE",
        "LogLevel=INFO LogLevel=DEBUG | parameter LogLevel is named twice",
        "LogLevel='INFO | parameters: a quote is not closed in",
      })
  void parameterThatTheTemplateDoesNotTake_isRefusedBeforeAnythingIsBuilt(
      String parameters, String message) throws IOException {
    assertThat(command.run("plan", "stage", "--parameters=" + parameters)).isEqualTo(1);

    assertThat(command.err()).startsWith("error: " + message);
    assertThat(command.samCalls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AlarmTopicArn=", "AlarmTopicArn=''", "AlarmTopicArn=\"\""})
  void emptyValue_isAppliedInEverySpelling(String parameters) throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));

    assertThat(command.run("plan", "stage", "--built", "--parameters", parameters)).isZero();

    assertThat(command.samCalls()).endsWith(" Environment=stage AlarmTopicArn=\"\"\n");
  }

  @Test
  void parameterOfTheBuiltTemplate_counts() throws IOException {
    Path built = Files.createDirectories(folder.resolve(".aws-sam/build"));
    Files.writeString(
        built.resolve("template.yaml"),
        "Parameters: {Company: {Type: String}, Environment: {Type: String}, Note: {Type: String}}");
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));

    assertThat(command.run("plan", "stage", "--built", "--parameters=Note='a b'")).isZero();
    assertThat(command.samCalls()).endsWith(" Note=\"a b\"\n");
  }

  @Test
  void refusalToListChangeSets_isAnError() {
    command.cloudFormation.fails("ListChangeSets", "AccessDenied", "not authorized");

    assertThat(command.run("plan", "stage", "--built")).isEqualTo(1);
    assertThat(command.err()).contains("error: not authorized");
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

  @Test
  void executionRole_joinsTheListThatTheStackHas() throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));
    command.clients.roles.put("execution", ROLE);
    command.clients.roles.put("by-hand", ROLE.replace("execution", "by-hand"));
    ObjectNode stacks = JSON.createObjectNode();
    ObjectNode stack = stacks.putArray("Stacks").addObject().put("StackStatus", "UPDATE_COMPLETE");
    stack
        .putArray("Parameters")
        .addObject()
        .put("ParameterKey", "DeploymentRoleArns")
        .put("ParameterValue", ROLE.replace("execution", "by-hand"));
    command.cloudFormation.answers("DescribeStacks", stacks);

    assertThat(command.run("plan", "stage", "--built", "--role-arn=" + ROLE)).isZero();

    assertThat(command.samCalls())
        .contains(
            "DeploymentRoleArns=%s,%s --role-arn"
                .formatted(ROLE.replace("execution", "by-hand"), ROLE));
  }

  @Test
  void executionRoleThatIsListed_isNotListedTwice() throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));
    command.clients.roles.put("execution", ROLE);

    command.run(
        "plan", "stage", "--built", "--role-arn", ROLE, "--parameters=DeploymentRoleArns=" + ROLE);

    assertThat(command.samCalls()).contains("DeploymentRoleArns=%s --role-arn".formatted(ROLE));
  }

  @Test
  void templateWithoutTheList_isDeployedWithTheRoleAllTheSame() throws IOException {
    Path built = Files.createDirectories(folder.resolve(".aws-sam/build"));
    Files.writeString(
        built.resolve("template.yaml"),
        "Parameters: {Company: {Type: String}, Environment: {Type: String}}");
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));

    assertThat(command.run("plan", "stage", "--built", "--role-arn=" + ROLE)).isZero();
    assertThat(command.samCalls()).doesNotContain("DeploymentRoleArns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeploymentRoleArns", "RestoreRoleArns"})
  void listedRoleThatDoesNotExist_isRefusedBeforeTheStackIsChanged(String parameter)
      throws IOException {
    assertThat(command.run("plan", "stage", "--built", "--parameters", parameter + "=" + ROLE))
        .isEqualTo(1);

    assertThat(command.err())
        .contains(
            "error: parameter %s: there is no role %s; create it before the stack"
                .formatted(parameter, ROLE));
    assertThat(command.samCalls()).isEmpty();
  }

  @Test
  void listedRoleOfAnotherPath_isRefusedWithTheRightArn() {
    command.clients.roles.put("execution", "arn:aws:iam::111122223333:role/path/execution");

    command.run("plan", "stage", "--built", "--parameters=RestoreRoleArns=" + ROLE);

    assertThat(command.err())
        .contains(
            ROLE + " is the ARN of no role; arn:aws:iam::111122223333:role/path/execution is");
  }

  @Test
  void listedRoleThatTheCallerMayNotLookAt_isSaid() {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));
    command.clients.roles.put("execution", "");

    assertThat(command.run("plan", "stage", "--built", "--role-arn=" + ROLE)).isZero();
    assertThat(command.err())
        .contains(ROLE + " was not checked; if it does not exist, the deployment fails (not");
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
