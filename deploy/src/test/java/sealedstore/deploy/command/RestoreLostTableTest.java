package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.RestoreStage.LIVE;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.FakeBackups.Saved;
import sealedstore.deploy.FakeTables;
import sealedstore.deploy.RestoreStage;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** ALL=1 once the live table is gone. */
class RestoreLostTableTest extends RestoreCommandRun {

  private static final Map<String, Map<String, AttributeValue>> LAST =
      Map.of("last", RestoreStage.other("last"));

  @BeforeEach
  void loseTheTable() {
    stage.tables.tables.remove(LIVE);
    saved("newest", "AVAILABLE", "2020-01-04T00:00:00Z", LAST);
    saved("incomplete", "CREATING", "2020-01-05T00:00:00Z", Map.of());
    saved("older", "AVAILABLE", "2020-01-03T00:00:00Z", Map.of());
  }

  @Test
  void newestBackup_getsTheNameAndTheSettingsOfTheStacksTemplate() {
    assertThat(stage.all()).isZero();

    assertThat(stage.live().items).isEqualTo(LAST);
    assertHasSettingsOfTheTemplate();
    assertThat(stage.command.out())
        .startsWith(
            """
            The table acme-stage-items is gone, so that 2020-01-03T08:00:00Z cannot be restored.
            It gets the items of its newest backup, backup-0 of 2020-01-04T00:00:00Z.
            """)
        .endsWith("drift: IN_SYNC\n" + waits());
    assertThat(stage.command.clients.function.reserved).isNull();
  }

  @Test
  void withoutAPersonsWord_nothingIsChanged() {
    assertThat(stage.all("yes")).isEqualTo(2);

    assertThat(stage.command.err()).endsWith("that is not its name: nothing was changed\n");
    assertThat(stage.tables.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void runThatIsKilledBeforeOneOfItsCalls_isFinishedByTheNext(int calls) {
    stage.tables.restoring = List.of("CREATING", "CREATING", "ACTIVE");
    stage.tables.callsToLive = calls;
    assertThat(stage.all()).isEqualTo(2);
    stage.tables.callsToLive = Integer.MAX_VALUE;

    assertThat(stage.all()).isZero();

    assertThat(stage.live().items).isEqualTo(LAST);
    assertHasSettingsOfTheTemplate();
    assertThat(stage.tables.calls.stream().distinct())
        .containsExactly(
            "restoreTableFromBackup " + LIVE,
            "tagResource " + LIVE,
            "putResourcePolicy " + LIVE,
            "updateTimeToLive " + LIVE,
            "updateContinuousBackups " + LIVE,
            "updateTable " + LIVE);
  }

  @Test
  void finishedTable_isRestoredToATimeLikeAnyOther() {
    stage.all();
    stage.tables.calls.clear();

    stage.all();

    assertThat(stage.tables.calls).contains("restoreTableToPointInTime " + RestoreStage.COPY);
  }

  @Test
  void restoredTable_getsTheNameAndWhatItLacksOfTheSettings() {
    stage.tables.restoring = List.of("CREATING", "CREATING", "ACTIVE");
    stage.copied();

    assertThat(stage.all()).isZero();

    assertThat(stage.command.out())
        .startsWith(
            "The table acme-stage-items is gone. It gets the items of 2020-01-03T08:00:00Z, from");
    assertThat(stage.live().items).isEqualTo(stage.tables.history);
    assertHasSettingsOfTheTemplate();
  }

  @Test
  void writerThatARunToAnotherTimeHasStopped_isSaid() {
    stage.command.clients.function.reserved = 0;

    assertThat(stage.all()).isZero();
    assertThat(stage.command.out())
        .endsWith(
            "acme-stage-writer is stopped. To let it write: aws lambda"
                + " delete-function-concurrency --function-name acme-stage-writer\n");
  }

  @Test
  void tableWithoutABackup_isOneSentence() {
    stage.tables.saved.clear();

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err())
        .endsWith("error: there is no table acme-stage-items, and no backup of it\n");
  }

  @Test
  void disabledKey_isOneSentenceBeforeAPersonIsAsked() {
    stage.command.clients.disabledKeys.add(FakeTables.KEY);

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err()).contains("the key %s is in state".formatted(FakeTables.KEY));
    assertThat(stage.command.out()).isEmpty();
  }

  @Test
  void missingStack_isOneSentence() {
    stage.command.noStack();

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err())
        .endsWith("there is no stack acme-stage-sealed-store, which has the table's settings\n");
  }

  @Test
  void referenceThatIsNoParameter_isOneSentence() {
    stage.answerForTheStack(
        "{Resources: {ItemsTable: {Properties: {Tags: [{Key: a, Value: !Ref Other}]}}}}");

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err())
        .endsWith("ItemsTable in the template of acme-stage-sealed-store: Other is no parameter\n");
  }

  private void saved(
      String name, String status, String at, Map<String, Map<String, AttributeValue>> items) {
    stage.tables.saved.put(
        FakeTables.ARN + LIVE + "/backup/" + name, new Saved(status, Instant.parse(at), items));
  }

  private void assertHasSettingsOfTheTemplate() {
    assertThat(stage.live().isProtected && stage.live().recovery && stage.live().timeToLive)
        .isTrue();
    assertThat(stage.live().policy)
        .contains("\"TlsOnly\"", "\"Resource\":\"%s\"".formatted(FakeTables.ARN + LIVE));
    assertThat(stage.live().tags)
        .isEqualTo(
            Map.of(
                "Company", "acme",
                "Environment", "stage",
                "Application", "sealed-store",
                "ManagedBy", "cloudformation"));
  }

  private static String waits() {
    return """
        Asynchronous writes that failed meanwhile wait:
          make redrive STACK=acme-stage-sealed-store
        """;
  }
}
