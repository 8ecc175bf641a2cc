package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.RestoreStage.AT;
import static sealedstore.deploy.RestoreStage.COPY;
import static sealedstore.deploy.RestoreStage.LIVE;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.deploy.FakeTables;
import sealedstore.deploy.Items;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class RestoreAllTest extends RestoreCommandRun {

  @Test
  void restoredState_takesTheNameAfterACompleteBackupOfTheLiveTable() {
    stage.tables.backups.addFirst("CREATING");

    assertThat(stage.all()).isZero();

    assertThat(stage.live().items).isEqualTo(stage.tables.history);
    assertThat(stage.live().isProtected && stage.live().recovery && stage.live().timeToLive)
        .isTrue();
    assertThat(stage.live().policy).contains(FakeTables.ARN + LIVE + "\"");
    assertThat(stage.live().tags).containsOnlyKeys("Company");
    assertThat(stage.tables.calls)
        .containsSubsequence(
            "tagResource " + COPY,
            "createBackup " + LIVE,
            "backup is CREATING",
            "backup is AVAILABLE",
            "updateTable " + LIVE,
            "deleteTable " + LIVE,
            "createBackup " + COPY,
            "backup is AVAILABLE",
            "restoreTableFromBackup " + LIVE,
            "updateTable " + LIVE,
            "untagResource " + COPY);
    assertThat(stage.command.clients.function.reserved).isNull();
    assertThat(stage.command.out())
        .contains("1 items that were replaced since will be as they were; 2 new ones will be lost")
        .contains("2 items that were deleted or have expired since come back")
        .contains("drift: IN_SYNC\n", "make redrive STACK=acme-stage-sealed-store\n");
  }

  @Test
  void deletedItems_areLeftOutOnRequestAndEachTombstoneStays() {
    stage.command.shell("KEEP_DELETED", "1");
    var deleted = stage.live().items.get("deleted");
    var later = Items.tombstone("old", "r-11");
    var since = Items.tombstone("written-and-deleted", "r-12");
    List.of(later, since).forEach(it -> stage.live().items.put(it.get("id").s(), it));

    assertThat(stage.all()).isZero();

    var expected = new TreeMap<>(stage.tables.history);
    expected.remove("gone");
    expected.put("deleted", deleted);
    expected.put("old", later);
    expected.put("written-and-deleted", since);
    assertThat(stage.live().items).isEqualTo(expected);
  }

  @Test
  void withoutAPersonsWord_nothingIsReplacedAndTheWriterGoesOn() {
    stage.command.clients.function.reserved = 7;
    var before = new TreeMap<>(stage.live().items);

    assertThat(stage.all("acme-stage")).isEqualTo(2);

    assertThat(stage.command.err())
        .endsWith(
            "error: that is not its name: acme-stage-items is not replaced, and the writer may"
                + " write\n");
    assertThat(stage.live().items).isEqualTo(before);
    assertThat(stage.command.clients.function.reserved).isEqualTo(7);
    assertThat(stage.copy().tags).containsOnlyKeys("Company");
  }

  @ParameterizedTest
  @CsvSource({
    "createBackup, 3, 'step 3 of 8, backing up acme-stage-items'",
    "updateTable, 4, 'step 4 of 8, deleting acme-stage-items'",
    "deleteTable, 4, 'step 4 of 8, deleting acme-stage-items'",
    "restoreTableFromBackup, 5, 'step 5 of 8, restoring a backup of'",
    "updateTimeToLive, 6, 'step 6 of 8, setting protections'",
    "untagResource, 7, 'step 7 of 8, letting the writer write'",
  })
  void stepThatFails_saysWhereItStandsAndTheNextRunGoesOn(
      String operation, int step, String where) {
    stage.restore();
    stage.command.clients.function.reserved = 7;
    stage.tables.fails(operation, DynamoDbException.builder().message("not authorized").build());

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err())
        .contains("error: " + where, "not authorized")
        .endsWith("To go on: make restore ENV=stage AT=%s ALL=1\n".formatted(AT));

    assertThat(stage.all()).isZero();
    assertThat(stage.live().items).isEqualTo(stage.tables.history);
    assertThat(stage.live().isProtected && stage.live().timeToLive).isTrue();
    assertThat(stage.command.clients.function.reserved).isEqualTo(7);
    assertThat(stage.tables.calls.stream().filter(("deleteTable " + LIVE)::equals)).hasSize(1);
  }

  @Test
  void writerOfAFailedRun_staysStopped() {
    stage.tables.fails("deleteTable", DynamoDbException.builder().message("no").build());

    stage.all();

    assertThat(stage.command.clients.function.reserved).isZero();
  }

  @Test
  void stateThatIsLiveAlready_isNotMadeLiveAgain() {
    stage.all();

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err())
        .endsWith(
            "error: %s is what was restored to %s already. To do it again, delete %s first%n"
                .formatted(LIVE, AT, COPY));
  }

  @Test
  void tableThatOnceWasRestoredFromAnEarlierCopy_isReplaced() {
    stage.all();
    stage.live().created = stage.live().created.minusSeconds(1);

    assertThat(stage.all()).isZero();
  }

  @Test
  void backupThatFails_keepsTheLiveTable() {
    stage.tables.backups.clear();
    stage.tables.backups.addAll(List.of("CREATING", "DELETED"));

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err()).contains("is in status DELETED");
    assertThat(stage.tables.calls).doesNotContain("deleteTable " + LIVE);
  }

  @Test
  void driftThatCannotBeChecked_isSaid() {
    stage.command.cloudFormation.fails("DetectStackResourceDrift", "AccessDenied", "not allowed");

    assertThat(stage.all()).isZero();
    assertThat(stage.command.out()).contains("drift: not checked: not allowed");
  }
}
