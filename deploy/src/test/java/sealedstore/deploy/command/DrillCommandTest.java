package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.FakeTables;
import sealedstore.deploy.RestoreStage;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class DrillCommandTest extends RestoreCommandRun {

  private static final String LEFT = "acme-stage-items-drill-2020-01-02T030405Z";

  @BeforeEach
  void makeHistory() {
    stage.tables.latest = Instant.parse("2999-01-01T00:00:00Z");
    stage.tables.history.clear();
    stage.tables.history.putAll(stage.live().items);
  }

  @Test
  void sampleOfItems_isFoundInATableThatIsDeletedAfterwards() {
    assertThat(drill()).isZero();

    assertThat(stage.command.out())
        .contains("restored to  2999-01-01T00:00:00Z, in 0 s\nreaches to   2019-12-01T00:00:00Z\n")
        .contains("sampled      4\nthe same     4\ndiffer       0\n")
        .contains("changed      0 since the sample was taken\nlost         0\n");
    assertThat(stage.tables.tables).containsOnlyKeys(RestoreStage.LIVE);
    assertThat(stage.tables.calls).hasSize(2);
  }

  @Test
  void restoredTable_isReadWholeOnRequest() {
    stage.command.shell("SAMPLE", "all");

    assertThat(drill()).isZero();
    assertThat(stage.command.out()).contains("sampled      4\n");
  }

  @Test
  void sample_isNoLargerThanAskedFor() {
    stage.command.shell("SAMPLE", "2");

    assertThat(drill()).isZero();
    assertThat(stage.command.out()).contains("sampled      2\nthe same     2\n");
  }

  @Test
  void temporaryTable_isBilledOnDemandAndTheLiveOneReadAtTheRate() {
    stage.live().capacity = 100;
    stage.command.shell("RATE", "19");
    for (int i = 0; i < 10; i++) {
      stage.live().items.put("more-" + i, RestoreStage.other("more-" + i));
    }
    stage.tables.history.putAll(stage.live().items);
    stage.tables.onRestore =
        () ->
            assertThat(stage.tables.tables.values()).filteredOn(table -> table.onDemand).hasSize(1);

    assertThat(drill()).isZero();
    assertThat(stage.tables.scans)
        .containsExactly(RestoreStage.LIVE + " 10", RestoreStage.LIVE + " 19");
  }

  @Test
  void itemsThatTheLiveTableStillHasAsSampled_areLost() {
    stage.tables.history.remove("same");

    assertThat(drill()).isEqualTo(1);
    assertThat(stage.command.out()).contains("the same     3\n", "lost         1\n");
  }

  @Test
  void itemsThatDiffer_areCountedOnly() {
    stage.tables.history.put("same", RestoreStage.other("same"));

    assertThat(drill()).isZero();
    assertThat(stage.command.out()).contains("the same     3\ndiffer       1\n");
  }

  @Test
  void itemsThatWereDeletedSinceTheSample_areNoFault() {
    stage.tables.history.remove("same");
    stage.tables.onRestore = () -> stage.live().items.remove("same");

    assertThat(drill()).isZero();
    assertThat(stage.command.out()).contains("changed      1 since", "lost         0\n");
  }

  @Test
  void tableThatCannotBeRead_failsTheDrillAndIsDeleted() {
    stage.tables.fails("batchGetItem", DynamoDbException.builder().message("no key").build());

    assertThat(drill()).isEqualTo(2);
    assertThat(stage.command.err()).endsWith("error: no key. To go on: make drill ENV=stage\n");
    assertThat(stage.tables.tables).containsOnlyKeys(RestoreStage.LIVE);
  }

  @Test
  void whatEarlierDrillsHaveLeft_isDeletedByItsNameOnly() {
    List<String> others = List.of(LEFT + "-x", "acme-prod-items-drill-2020-01-02T030405Z");
    stage.tables.tables.put(LEFT, new FakeTables.Table());
    others.forEach(it -> stage.tables.tables.put(it, new FakeTables.Table()));

    assertThat(drill()).isZero();
    assertThat(stage.command.err()).contains("an earlier drill has left " + LEFT);
    assertThat(stage.tables.tables).containsKeys(others.toArray(String[]::new)).hasSize(3);
  }

  @Test
  void tableThatIsStillBeingRestored_isLeftToTheNextDrill() {
    stage.tables.tables.put(LEFT, new FakeTables.Table());
    stage.tables.tables.get(LEFT).statuses.addFirst("CREATING");

    assertThat(drill()).isZero();
    assertThat(stage.command.err())
        .contains(LEFT + " is still being restored; the next drill deletes it");
  }

  @Test
  void tableThatCannotBeDeleted_isLeftToTheNextDrill() {
    stage.tables.fails("deleteTable", SdkClientException.create("credentials have expired"));

    assertThat(drill()).isZero();
    assertThat(stage.command.err())
        .contains("was not deleted (credentials have expired); the next drill deletes it");
  }

  @Test
  void missingTable_isOneSentence() {
    stage.tables.tables.clear();

    assertThat(drill()).isEqualTo(2);
    assertThat(stage.command.err()).endsWith("error: there is no table acme-stage-items\n");
  }

  @Test
  void lostConnection_isOneSentence() {
    stage.tables.fails("restoreTableToPointInTime", SdkClientException.create("lost"));

    assertThat(drill()).isEqualTo(2);
    assertThat(stage.command.err())
        .endsWith("it goes on with what was started. To go on: make drill ENV=stage\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1000000000"})
  void sampleThatIsNoNumber_isOneSentence(String sample) {
    stage.command.shell("SAMPLE", sample);

    assertThat(drill()).isEqualTo(2);
    assertThat(stage.command.err())
        .endsWith(
            "SAMPLE: must be all or a number of items from 1 on, and is \"%s\"%n"
                .formatted(sample));
  }

  private int drill() {
    return stage.command.run("drill", "stage");
  }
}
