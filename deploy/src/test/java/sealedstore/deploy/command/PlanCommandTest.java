package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import sealedstore.deploy.guard.Saved;

class PlanCommandTest extends PlanCommandRun {

  @Test
  void harmlessChangeSet_isShownAndRemembered() throws IOException {
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
        .contains("account 111122223333, region us-east-1, stack " + STACK)
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
}
