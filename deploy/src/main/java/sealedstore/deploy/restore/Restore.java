package sealedstore.deploy.restore;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.aws.Clients;
import sealedstore.deploy.stack.Tables;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Restores the live table beside it, compares both, copies items back.
 *
 * @param at the time to restore
 * @param rate percent of a table's capacity to use
 * @param folder gets the comparison's file
 * @param out gets the results
 */
public record Restore(
    Clients clients,
    StoreNames names,
    Instant at,
    int rate,
    Path folder,
    Waiting waiting,
    Progress progress,
    PrintWriter out) {

  private static final int ALL_OF_IT = 100;

  /**
   * The time of AT.
   *
   * @throws Failure if the text is none
   */
  public static Instant time(String text) {
    return RestorableTimes.parse(text);
  }

  /** Restores and compares. */
  public void compare() {
    TableDescription live = live();
    compare(live, restoredTable().make(live));
  }

  /**
   * Copies these items back, with the comparison of an earlier run if its file is there.
   *
   * @param ids a file with an id a line
   * @param overDeleted also those that were deleted since
   * @return whether the live table has all of them as they were
   */
  public boolean copyBack(Path ids, boolean overDeleted) {
    List<String> wanted = IdText.ids(ids);
    TableDescription live = live();
    TableDescription restored = restoredTable().make(live);
    if (!file().exists()) {
      compare(live, restored);
    }
    Map<String, Difference> differences = file().read();
    var copyBack =
        new CopyBack(
            reader(restored, ALL_OF_IT),
            clients.dynamoDb(),
            live.tableName(),
            Pace.ofWrites(live, rate),
            waiting,
            overDeleted);
    long done =
        wanted.stream()
            .map(id -> say(id, copyBack.copy(id, Optional.ofNullable(differences.get(id)))))
            .filter(CopyBack.Outcome::isDone)
            .count();
    out.printf("%,d of %,d items are as they were%n", done, wanted.size());
    return done == wanted.size();
  }

  private CopyBack.Outcome say(String id, CopyBack.Outcome outcome) {
    out.printf("%s  %s%n", IdText.of(id), outcome);
    return outcome;
  }

  private TableDescription live() {
    return waiting
        .call(() -> Tables.find(clients.dynamoDb(), names.table()))
        .filter(table -> table.tableStatus() != TableStatus.DELETING)
        .orElseThrow(
            () ->
                new Failure(
                    ("there is no table %s; if it was deleted, ALL=1 puts back the restored table"
                            + " of AT, else the newest backup"
                            + " (docs/how-to/restore.md, The table is gone)")
                        .formatted(names.table())));
  }

  RestoredTable restoredTable() {
    return new RestoredTable(clients, names, at, Clock.systemUTC(), waiting, progress);
  }

  Comparison compare(TableDescription live, TableDescription restored) {
    Comparison comparison =
        progress.step(
            "comparing %s, at %d %% of its capacity, with %s"
                .formatted(live.tableName(), rate, restored.tableName()),
            () -> Comparison.of(reader(live), reader(restored, ALL_OF_IT)));
    file().write(live.tableName(), at, comparison.differences());
    comparison.lines().forEach(out::println);
    out.println("ids: " + file().path());
    return comparison;
  }

  ComparisonFile file() {
    return new ComparisonFile(folder, names.restored(at) + ".tsv");
  }

  /** Reads the live table at the rate. */
  TableReader reader(TableDescription live) {
    return reader(live, rate);
  }

  private TableReader reader(TableDescription table, int percent) {
    return new TableReader(
        clients.dynamoDb(), table.tableName(), Pace.ofReads(table, percent), waiting);
  }
}
