package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.Checkout.assertExit;
import static sealedstore.deploy.Items.item;
import static sealedstore.deploy.Items.tombstone;
import static sealedstore.deploy.Stage.AWS;
import static sealedstore.deploy.TableStack.TABLE;
import static sealedstore.deploy.TableStack.assertHasSettings;
import static sealedstore.deploy.TableStack.table;
import static sealedstore.deploy.TableStack.writerConcurrency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.Checkout.Done;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Restore and drill of a table on the local AWS: some items, a tenth of which is spoilt after the
 * time that is restored. The system property {@code sealedstore.restore.items} sets how many.
 */
@TestMethodOrder(OrderAnnotation.class)
class RestoreIT {

  private static final int ITEMS = Integer.getInteger("sealedstore.restore.items");
  private static final int SPOILT = ITEMS / 10;
  private static final DynamoDbClient DYNAMO_DB = AWS.dynamoDb();
  private static final Items LIVE = new Items(DYNAMO_DB, TABLE);

  @TempDir private static Path folder;
  private static Checkout checkout;
  private static Map<String, Map<String, AttributeValue>> before;
  private static Map<String, Map<String, AttributeValue>> spoilt;
  private static Instant at;
  private static Done restored;

  @BeforeAll
  static void spoil() throws IOException {
    checkout = new Checkout(folder);
    TableStack.create(checkout.template());
    LIVE.put(items(0, ITEMS, i -> item("kept-" + i, "request-" + i, i)));
    LIVE.put(List.of(tombstone("deleted-before", "request-d"), item("removed", "request-r", 1)));
    before = LIVE.all();
    at = LIVE.now();
    LIVE.put(items(0, SPOILT - 3, i -> item("kept-" + i, "spoilt-" + i, -1)));
    LIVE.put(
        List.of(
            tombstone("kept-" + (SPOILT - 2), "deletion"), item("written-since", "request-w", 1)));
    LIVE.delete(List.of("removed"));
    spoilt = LIVE.all();
    restored = restore();
  }

  @AfterAll
  static void clean() {
    TableStack.delete();
  }

  @Test
  @Order(1)
  void restoredTable_hasEveryItemOfThatTimeAndTheSettingsOfTheLiveOne() {
    assertExit(0, restored);
    assertThat(new Items(DYNAMO_DB, copy()).all()).isEqualTo(before);
    assertThat(LIVE.all()).isEqualTo(spoilt);
    assertHasSettings(copy());
  }

  @Test
  @Order(2)
  void comparison_countsAndNamesWhatDiffersAndShowsNoData() throws IOException {
    assertThat(restored.out())
        .contains(
            "live           %,d items, 2 tombstones\n".formatted(ITEMS),
            "restored       %,d items, 1 tombstones\n".formatted(ITEMS + 1),
            "differs        %,d\n".formatted(SPOILT - 3),
            "only-live      1\n",
            "only-restored  1\n",
            "deleted        1\n",
            "tombstone      0\n");
    assertThat(Files.readAllLines(file()))
        .hasSize(SPOILT + 1)
        .contains(
            "differs\tkept-0\titem\tspoilt-0",
            "only-live\twritten-since\titem\trequest-w",
            "only-restored\tremoved\tnone\t",
            "deleted\tkept-%d\ttombstone\tdeletion".formatted(SPOILT - 2));
  }

  @Test
  @Order(3)
  void namedItems_areCopiedBackOnlyWhereTheLiveOneIsAsCompared() throws IOException {
    LIVE.put(
        List.of(
            item("kept-1", "written-after-the-comparison", 7),
            tombstone("kept-2", "deleted-after-the-comparison")));
    Files.writeString(
        folder.resolve("ids.txt"),
        "kept-0\nkept-1\nkept-2\nkept-%d\nremoved\nwritten-since\nkept-%d\n"
            .formatted(SPOILT - 2, ITEMS - 1));

    Done done = restore("--items", "ids.txt");

    assertExit(1, done);
    assertThat(done.out())
        .contains(
            "kept-0  copied\n",
            "kept-1  kept: changed since",
            "kept-2  kept: changed since",
            "kept-%d  kept: deleted since".formatted(SPOILT - 2),
            "removed  copied\n",
            "written-since  kept: the restored table has no such item\n",
            "kept-%d  same in both tables\n".formatted(ITEMS - 1));
    var now = LIVE.all();
    assertThat(now.get("kept-0")).isEqualTo(before.get("kept-0"));
    assertThat(now.get("removed")).isEqualTo(before.get("removed"));
    assertThat(now.get("kept-1")).isEqualTo(item("kept-1", "written-after-the-comparison", 7));
    assertThat(now.get("kept-2")).isEqualTo(tombstone("kept-2", "deleted-after-the-comparison"));
    Files.writeString(folder.resolve("ids.txt"), "kept-0\nkept-%d\n".formatted(SPOILT - 2));
    assertExit(0, restore("--items", "ids.txt", "--over-deleted"));
    assertThat(LIVE.all().get("kept-" + (SPOILT - 2)))
        .isEqualTo(before.get("kept-" + (SPOILT - 2)));
  }

  @Test
  @Order(4)
  void drill_findsItsSampleAndDeletesItsTableAndThoseThatWereLeft() {
    String left = TABLE + "-drill-2026-01-01T000000Z";
    String foreign = TABLE + "-drill-of-somebody";
    for (String table : List.of(left, foreign)) {
      DYNAMO_DB.restoreTableToPointInTime(
          it -> it.sourceTableName(TABLE).targetTableName(table).useLatestRestorableTime(true));
    }

    Done done = checkout.run("", "drill", "prod", "--sample", Integer.toString(ITEMS / 2));

    assertExit(0, done);
    assertThat(done.out())
        .contains("sampled      %,d\n".formatted(ITEMS / 2))
        .contains("the same     %,d\n".formatted(ITEMS / 2))
        .contains("lost         0\n");
    assertThat(Stage.tables())
        .contains(foreign)
        .noneMatch(table -> table.matches(TABLE + "-drill-2026.*"));
    DYNAMO_DB.deleteTable(it -> it.tableName(foreign));
  }

  @Test
  @Order(5)
  void restoredState_isNotMadeTheLiveOneWithoutAPersonsWord() {
    var now = LIVE.all();

    Done done = checkout.run("acme-prod\n", arguments("--all"));

    assertExit(2, done);
    assertThat(done.err()).endsWith("is not replaced, and the writer may write\n");
    assertThat(LIVE.all()).isEqualTo(now);
    assertThat(writerConcurrency()).isNull();
  }

  @Test
  @Order(6)
  void restoredState_isMadeTheLiveOneWithItsNameAndSettings() {
    LIVE.put(List.of(tombstone("kept-2", "deletion"), tombstone("kept-5", "deletion")));
    LIVE.delete(List.of("kept-6"));
    String id = table(TABLE).tableId();

    Done done = checkout.run(TABLE + "\n", arguments("--all", "--keep-deleted"));

    assertExit(0, done);
    assertThat(done.out())
        .contains("3 items that were deleted or have expired since stay deleted")
        .contains("make redrive STACK=acme-prod-sealed-store\n")
        .contains("drift: IN_SYNC\n");
    var expected = new HashMap<>(before);
    expected.put("kept-2", tombstone("kept-2", "deletion"));
    expected.put("kept-5", tombstone("kept-5", "deletion"));
    expected.remove("kept-6");
    assertThat(LIVE.all()).isEqualTo(expected);
    assertThat(table(TABLE).tableId()).isNotEqualTo(id);
    assertHasSettings(TABLE);
    assertThat(DYNAMO_DB.listTagsOfResource(it -> it.resourceArn(table(copy()).tableArn())).tags())
        .noneMatch(tag -> tag.key().startsWith("sealed-store:"));
    assertThat(writerConcurrency()).isNull();
    assertThat(DYNAMO_DB.listBackups(it -> it.tableName(TABLE)).backupSummaries())
        .filteredOn(backup -> backup.tableId().equals(id))
        .hasSize(1);
    Done again = checkout.run(TABLE + "\n", arguments("--all"));
    assertExit(2, again);
    assertThat(again.err()).contains("is what was restored to %s already".formatted(at));
  }

  @Test
  @Order(7)
  void tableThatIsGone_getsItsNewestBackupAndItsSettings() {
    LIVE.put(List.of(item("written-last", "request-l", 1)));
    var last = LIVE.all();
    DYNAMO_DB.updateTable(it -> it.tableName(TABLE).deletionProtectionEnabled(false));
    DYNAMO_DB.deleteTable(it -> it.tableName(TABLE));
    at = Instant.now();

    Done done = checkout.run(TABLE + "\n", arguments("--all"));

    assertExit(0, done);
    assertThat(done.out())
        .contains("newest backup, %s$DeletedTableBackup of".formatted(TABLE))
        .contains("drift: IN_SYNC\n");
    assertThat(LIVE.all()).isEqualTo(last);
    assertHasSettings(TABLE);
  }

  private static Done restore(String... options) {
    return checkout.run("", arguments(options));
  }

  private static String[] arguments(String... options) {
    return Stream.concat(Stream.of("restore", "prod", "--at", at.toString()), Stream.of(options))
        .toArray(String[]::new);
  }

  private static List<Map<String, AttributeValue>> items(
      int from, int to, IntFunction<Map<String, AttributeValue>> item) {
    return IntStream.range(from, to).mapToObj(item).toList();
  }

  private static String copy() {
    return TABLE + "-restored-" + at.toString().replace(":", "");
  }

  private static Path file() {
    return folder.resolve(".aws-sam").resolve(copy() + ".tsv");
  }
}
