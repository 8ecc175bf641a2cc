package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.RestoreStage.AT;
import static sealedstore.deploy.RestoreStage.COPY;
import static sealedstore.deploy.RestoreStage.LIVE;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.FakeTables;
import sealedstore.deploy.RestoreStage;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;

class RestoreCommandTest extends RestoreCommandRun {

  private static final SdkClientException LOST = SdkClientException.create("connection lost");

  @Test
  void table_isRestoredBesideTheLiveOneWithItsSettingsAndCompared() throws IOException {
    stage.tables.restoring = List.of("CREATING", "CREATING", "ACTIVE");

    assertThat(stage.restore()).isZero();

    assertThat(stage.copy().items).isEqualTo(stage.tables.history);
    assertThat(stage.copy().tags).isEqualTo(Map.of("Company", "acme"));
    assertThat(stage.copy().policy)
        .isEqualTo("{\"Resource\":\"%s\"}".formatted(FakeTables.ARN + COPY));
    assertThat(stage.copy().recovery && stage.copy().timeToLive && stage.copy().isProtected)
        .isTrue();
    assertThat(stage.tables.calls).noneMatch(call -> call.endsWith(" " + LIVE));
    assertThat(stage.command.out())
        .isEqualTo(
            """
            live           4 items, 1 tombstones
            restored       4 items, 2 tombstones
            differs        1
            only-live      2
            only-restored  1
            deleted        1
            tombstone      1
            ids: %s
            """
                .formatted(root.resolve(RestoreStage.FILE)));
    assertThat(Files.readAllLines(root.resolve(RestoreStage.FILE)))
        .containsExactly(
            "# acme-stage-items as it was at " + AT + ", compared with what it has now",
            "deleted\tdeleted\ttombstone\tr-8",
            "differs\tchanged\titem\tr-7",
            "only-live\tback\titem\tr-9",
            "only-live\tnew\titem\tr-10",
            "only-restored\tgone\tnone\t",
            "tombstone\told\tnone\t");
  }

  @Test
  void liveTable_isReadAtTheRateAndTheRestoredOneAtAnyOther() {
    stage.live().capacity = 100;
    stage.command.shell("RATE", "19");
    for (int i = 0; i < 10; i++) {
      stage.live().items.put("more-" + i, RestoreStage.other("more-" + i));
      stage.tables.history.put("more-" + i, RestoreStage.other("more-" + i));
    }

    assertThat(stage.restore()).isZero();

    // The second page has what 19 units are enough for, or twice as much as the first.
    assertThat(stage.tables.scans)
        .containsExactly(COPY + " 10", COPY + " 20", LIVE + " 10", LIVE + " 19");
  }

  @Test
  void repeat_findsTheRestoredTableAndSetsWhatItLacks() {
    stage.copied();
    stage.tables.fails(
        "updateContinuousBackups", ContinuousBackupsUnavailableException.builder().build());

    assertThat(stage.restore()).isZero();
    assertThat(stage.command.err())
        .contains(COPY + " is there from an earlier run")
        .doesNotContain("restoring into " + COPY);
    assertThat(stage.tables.calls)
        .contains("updateContinuousBackups " + COPY)
        .doesNotContain("restoreTableToPointInTime " + COPY);
  }

  @Test
  void repeatThatHasNothingToDo_changesNothingButTagsAndPolicy() {
    stage.restore();
    stage.tables.calls.clear();

    assertThat(stage.restore()).isZero();
    assertThat(stage.tables.calls)
        .containsExactly("tagResource " + COPY, "putResourcePolicy " + COPY);
  }

  @Test
  void recoveryThatStaysUnavailable_isOneSentence() {
    stage.tables.fails(
        "updateContinuousBackups", 20, ContinuousBackupsUnavailableException.builder().build());

    assertFails(
        "point-in-time recovery of %s cannot be enabled yet. To go on: make restore"
            .formatted(COPY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2999-01-01T00:00:00Z | AT: 2999-01-01T00:00:00Z is in the future; the latest time now is",
        "2020-01-06T00:00:00Z | AT: 2020-01-06T00:00:00Z is too recent, the latest time now is",
        "2019-11-30T00:00:00Z | AT: 2019-11-30T00:00:00Z is out of reach; acme-stage-items can be",
        "yesterday | AT: must be a time with its offset, such as 2026-11-22T08:00:00Z, and is",
      })
  void timeThatCannotBeRestored_isOneSentence(String at, String sentence) {
    stage.command.shell("AT", at);

    assertThat(stage.command.run("restore", "stage")).isEqualTo(2);
    assertThat(stage.command.err()).contains("error: " + sentence);
    assertThat(stage.tables.calls).isEmpty();
  }

  @Test
  void recoveryThatIsOff_isOneSentence() {
    stage.live().recovery = false;

    assertFails("point-in-time recovery of acme-stage-items is off, so only its backups");
  }

  @Test
  void tableOfAnotherOrigin_isNotTaken() {
    stage.tables.tables.put(COPY, new FakeTables.Table());
    assertFails("the table %s exists and is no restore of acme-stage-items to".formatted(COPY));
    stage.tables.restored(COPY, "another-table", Instant.parse(AT), Map.of());
    assertFails("the table %s exists and is no restore".formatted(COPY));
    stage.tables.restored(COPY, LIVE, Instant.parse("2020-01-04T00:00:00Z"), Map.of());
    assertFails("the table %s exists and is no restore".formatted(COPY));
  }

  @Test
  void disabledKey_isOneSentenceBeforeAnythingIsRestored() {
    stage.command.clients.disabledKeys.add(FakeTables.KEY);
    assertFails("the key %s is in state Disabled".formatted(FakeTables.KEY));
    stage.command.clients.scheduledKeys.add(FakeTables.KEY);
    assertFails("read or restored: aws kms cancel-key-deletion --key-id");
    assertThat(stage.tables.calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GONE, is gone", "INACCESSIBLE_ENCRYPTION_CREDENTIALS, is in status INACC"})
  void restoreThatFailsHalfWay_isOneSentence(String status, String what) {
    stage.tables.restoring = List.of("CREATING", status);

    assertFails("the restore failed: %s %s".formatted(COPY, what));
    assertThat(stage.command.err()).contains("then: make restore ENV=stage AT=" + AT);
  }

  @Test
  void connectionLostForAWhile_stopsNothing() {
    stage.tables.fails("scan", 19, LOST);

    assertThat(stage.restore()).isZero();
  }

  @Test
  void connectionLostForLong_isOneSentence() {
    stage.tables.fails("scan", 20, LOST);
    assertFails(
        "AWS cannot be reached (connection lost); it goes on with what was started. To go on: make restore");
    stage.tables.fails("tagResource", LOST);
    assertFails("AWS cannot be reached (connection lost)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GONE", "DELETING"})
  void liveTableThatIsGone_isOneSentence(String status) {
    stage.live().statuses.addFirst(status);

    assertFails(
        "there is no table acme-stage-items; if it was deleted, ALL=1 puts back the restored table of");
  }

  @ParameterizedTest
  @CsvSource({
    "RATE, 0, 'RATE: must be 1 to 100, percent of the capacity, and is 0'",
    "RATE, 101, 'RATE: must be 1 to 100, percent of the capacity, and is 101'",
    "KEEP_DELETED, 1, KEEP_DELETED goes with ALL only",
    "OVER_DELETED, 1, OVER_DELETED goes with ITEMS only",
  })
  void wrongOption_isOneSentence(String variable, String value, String sentence) {
    stage.command.shell(variable, value);
    assertFails(sentence);
  }

  @Test
  void itemsAndAll_excludeEachOther() {
    stage.command.shell("ITEMS", "ids.txt");
    stage.command.shell("ALL", "1");
    assertFails("ITEMS and ALL exclude each other");
  }
}
