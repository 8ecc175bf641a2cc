package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.RestoreStage.AT;
import static sealedstore.deploy.RestoreStage.COPY;
import static sealedstore.deploy.RestoreStage.LIVE;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** ALL=1 after a run that was killed, has failed, or is to be given up. */
class RestoreAgainTest extends RestoreCommandRun {

  private static final DynamoDbException EXPIRED =
      (DynamoDbException)
          DynamoDbException.builder().message("The security token is expired").build();

  /** How many calls of a whole run change something. */
  private static final int CALLS = 22;

  static IntStream calls() {
    return IntStream.range(0, CALLS);
  }

  @BeforeEach
  void reserveConcurrency() {
    stage.command.clients.function.reserved = 7;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void runThatIsKilledBeforeOneOfItsCalls_isFinishedByTheNext(int calls) {
    stage.command.shell("KEEP_DELETED", "1");
    stage.tables.restoring = List.of("CREATING", "ACTIVE");
    var expected = new TreeMap<>(stage.tables.history);
    expected.remove("gone");
    expected.put("deleted", stage.live().items.get("deleted"));
    stage.tables.callsToLive = calls;
    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err()).contains("error: killed before ");
    stage.tables.callsToLive = Integer.MAX_VALUE;

    assertThat(stage.all()).as(stage.command.err()).isZero();

    assertThat(stage.live().items).isEqualTo(expected);
    assertThat(stage.live().isProtected && stage.live().recovery && stage.live().timeToLive)
        .isTrue();
    assertThat(stage.live().tags).containsOnlyKeys("Company");
    assertThat(stage.copy().tags).containsOnlyKeys("Company");
    assertThat(stage.command.clients.function.reserved).isEqualTo(7);
  }

  @Test
  void runsAreKilled_beforeEachOfTheirCalls() {
    stage.command.shell("KEEP_DELETED", "1");

    stage.all();

    assertThat(stage.tables.calls.stream().filter(call -> !call.startsWith("backup is")))
        .hasSize(CALLS);
  }

  @Test
  void liveTableThatIsStillBeingDeleted_isWaitedFor() {
    stage.restore();
    stage.live().statuses.clear();
    stage.live().statuses.addAll(List.of("DELETING", "DELETING", "GONE"));

    assertThat(stage.all()).isZero();
    assertThat(stage.command.err()).contains("waiting until acme-stage-items is deleted");
    assertThat(stage.live().items).isEqualTo(stage.tables.history);
  }

  @Test
  void backupThatAnotherRunHasBegun_isWaitedFor() {
    stage.tables.fails("createBackup", 19, BackupInUseException.builder().build());

    assertThat(stage.all()).isZero();
  }

  @Test
  void backupThatStaysInUse_isOneSentence() {
    stage.tables.fails("createBackup", 20, BackupInUseException.builder().message("used").build());

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err())
        .contains("error: step 3 of 8, backing up acme-stage-items, failed: used. To go on: make");
  }

  @Test
  void restoredTableThatAnEarlierRunHasBegun_isWaitedFor() {
    stage.tables.restoring = List.of("CREATING", "CREATING", "ACTIVE");
    stage.copied();

    assertThat(stage.all()).isZero();
    assertThat(stage.tables.calls).doesNotContain("restoreTableToPointInTime " + COPY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "restoreTableToPointInTime | The security token is expired",
        "scan | step 1 of 8, comparing, failed: The security token is expired",
        "createBackup | step 3 of 8, backing up acme-stage-items, failed: The security token",
        "restoreTableFromBackup | step 5 of 8, restoring a backup of",
      })
  void expiredCredentials_areSaidWithTheWayOnAndTheNextRunGoesOn(String operation, String what) {
    stage.tables.fails(operation, EXPIRED);

    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.command.err())
        .contains("error: " + what)
        .endsWith("expired. To go on: make restore ENV=stage AT=%s ALL=1%n".formatted(AT));
    assertThat(stage.all()).isZero();
    assertThat(stage.command.clients.function.reserved).isEqualTo(7);
  }

  @Test
  void anotherAnswerAfterAFailure_givesTheLiveTableItsProtectionAndTheWriterItsConcurrencyBack() {
    var before = new TreeMap<>(stage.live().items);
    stage.tables.fails("deleteTable", EXPIRED);
    assertThat(stage.all()).isEqualTo(2);
    assertThat(stage.live().isProtected).isFalse();

    assertThat(stage.all("no")).isEqualTo(2);

    assertThat(stage.command.err())
        .endsWith("acme-stage-items is not replaced, and the writer may write\n");
    assertThat(stage.live().isProtected).isTrue();
    assertThat(stage.live().items).isEqualTo(before);
    assertThat(stage.command.clients.function.reserved).isEqualTo(7);
  }

  @Test
  void anotherAnswerOnceTheLiveTableIsGone_changesNothing() {
    stage.tables.fails("restoreTableFromBackup", EXPIRED);
    assertThat(stage.all()).isEqualTo(2);
    stage.tables.calls.clear();

    assertThat(stage.all("no")).isEqualTo(2);

    assertThat(stage.command.err()).endsWith("that is not its name: nothing was changed\n");
    assertThat(stage.tables.calls).isEmpty();
    assertThat(stage.tables.tables).doesNotContainKey(LIVE);
  }
}
