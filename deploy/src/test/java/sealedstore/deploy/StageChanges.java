package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.Checkout.assertExit;
import static sealedstore.deploy.Stage.AWS;
import static sealedstore.deploy.Stage.CLOUD_FORMATION;
import static sealedstore.deploy.Stage.STACK;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sealedstore.deploy.Checkout.Done;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;

/** Changes of stage, once it is deployed: what plan shows of them, and what apply does. */
abstract class StageChanges {

  @TempDir static Path folder;
  static Checkout checkout;

  @BeforeAll
  static void deploy() throws IOException {
    checkout = new Checkout(folder);
    assertExit(0, checkout.plan());
    assertExit(0, checkout.apply());
  }

  @Test
  void sameTemplateAgain_changesNothing() throws IOException {
    Done done = checkout.plan();

    assertExit(0, done);
    assertThat(done.err()).contains("nothing changes in " + STACK);
    assertExit(0, checkout.apply());
    Done again = checkout.apply();
    assertExit(1, again);
    assertThat(again.err())
        .contains("nothing is planned for %s in us-east-1: make plan ENV=stage".formatted(STACK));
  }

  @Test
  void parameterOfTheTable_isShownWithItsValuesAndApplied() throws IOException {
    Path summary = folder.resolve("summary.md");

    Done done = checkout.plan("--parameters", "ReadCapacity=6", "--summary", summary.toString());

    assertExit(0, done);
    assertThat(done.out()).contains("ProvisionedThroughput.ReadCapacityUnits: 5 -> 6");
    assertThat(summary)
        .content()
        .contains("<code>ItemsTable</code> | <code>AWS::DynamoDB::Table</code> | change | never");
    assertExit(0, checkout.apply());
    var table = AWS.dynamoDb().describeTable(it -> it.tableName("acme-stage-items")).table();
    assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(6);
  }

  /** As a template would have it that leaves the parameter out of the version's description. */
  @Test
  void parameterThatReachesAFunctionWithoutANewVersion_isRefused() throws IOException {
    ObjectNode template = checkout.template();
    TemplateChange.set(
        (ObjectNode) template.get("Parameters"), "Memory", "{'Type': 'Number', 'Default': 768}");
    TemplateChange.set(
        TemplateChange.properties(template, "WriterFunction"), "MemorySize", "{'Ref': 'Memory'}");
    assertExit(0, checkout.plan(template));
    assertExit(0, checkout.apply());

    Done done = checkout.plan(template, "--parameters", "Memory=1024");

    assertExit(2, done);
    assertThat(done.out())
        .contains("Refused: WriterFunction/version: ")
        .contains("MemorySize would change without a new version; its alias keeps the old one");
  }

  @Test
  void changedCode_publishesAVersion() throws IOException {
    Files.writeString(checkout.code("WriterFunction").resolve("note.txt"), "changed");

    Done done = checkout.plan();

    assertExit(0, done);
    assertThat(done.out())
        .contains("+ WriterFunctionVersion")
        .doesNotContain("ReaderFunctionVersion");
    int before = Stage.liveVersion();
    assertExit(0, checkout.apply());
    assertThat(Stage.liveVersion()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource
  void dangerousChange_isRefusedInOneSentenceAndNotApplied(TemplateChange dangerous)
      throws IOException {
    String executed = Stage.stack().changeSetId();

    Done done = checkout.plan(dangerous.of(checkout));

    assertExit(2, done);
    assertThat(done.out()).contains("Refused: " + dangerous.finding);
    assertExit(2, checkout.apply());
    assertThat(Stage.stack().changeSetId()).isEqualTo(executed);
  }

  @Test
  void plansThatNobodyExecutes_doNotPileUp() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertExit(2, checkout.plan(TemplateChange.RECOVERY_OFF.of(checkout)));
    }
    assertThat(Stage.changeSets())
        .filteredOn(it -> !it.executionStatusAsString().startsWith("EXECUTE_"))
        .hasSize(1);
  }

  @Test
  void changeSetOfSomebodyElse_isLeftAlone() throws IOException {
    CLOUD_FORMATION.createChangeSet(
        it ->
            it.stackName(STACK)
                .changeSetName("import")
                .usePreviousTemplate(true)
                .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND));

    assertExit(2, checkout.plan(TemplateChange.RECOVERY_OFF.of(checkout)));

    assertThat(Stage.changeSets()).extracting(ChangeSetSummary::changeSetName).contains("import");
    CLOUD_FORMATION.deleteChangeSet(it -> it.stackName(STACK).changeSetName("import"));
  }

  @Test
  void allowedChange_isAppliedAndTheStackPolicyIsWholeAgain() throws IOException {
    ObjectNode template = checkout.template();
    TemplateChange.properties(template, "WriterLogGroup").put("RetentionInDays", 7);
    Done done = checkout.plan(template, "--allow", "WriterLogGroup/RetentionInDays");
    assertExit(0, done);
    assertThat(done.out()).contains("Allowed: WriterLogGroup");

    assertExit(0, checkout.apply("--allow", "WriterLogGroup/RetentionInDays"));

    assertThat(Stage.resourceStatus("WriterLogGroup")).endsWith("_COMPLETE");
    assertThat(Stage.policy()).doesNotContain("NotResource");
  }

  @Test
  void removedAlarmTopic_isFoundWithAllThatItTakesAlong() throws IOException {
    assertExit(
        0, checkout.plan("--parameters", "AlarmTopicArn=arn:aws:sns:us-east-1:000000000000:t"));
    assertExit(0, checkout.apply());

    Done done = checkout.plan("--parameters", "AlarmTopicArn=");

    assertExit(2, done);
    String allow = done.out().lines().toList().getLast().split("ALLOW=")[1];
    assertThat(allow.split(","))
        .contains("RulesDeadLetterQueue/removed", "WriterErrorsAlarm/AlarmActions");
    assertExit(0, checkout.apply("--allow", allow));
  }
}
