package sealedstore.deploy.restore;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import sealedstore.deploy.aws.Clients;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.stack.Tables;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Restores the live table as late as possible into a temporary one, and checks a sample. The sample
 * is taken first, and the time restored is after it: what the restored table lacks and the live one
 * still has as sampled is lost.
 *
 * @param rate percent of the live table's capacity to read with
 * @param out gets the results
 */
public record Drill(
    Clients clients,
    StoreNames names,
    int rate,
    Clock clock,
    Waiting waiting,
    Progress progress,
    PrintWriter out) {

  /**
   * Runs it.
   *
   * @param sample how many items, or all
   * @return whether nothing is lost
   */
  public boolean run(String sample) {
    OptionalInt size = Sample.size(sample);
    Instant began = clock.instant();
    sweep();
    TableDescription live =
        waiting
            .call(() -> Tables.find(client(), names.table()))
            .orElseThrow(() -> new Failure("there is no table " + names.table()));
    KeyCheck.of(clients.kms(), live);
    var reader = new TableReader(client(), live.tableName(), Pace.ofReads(live, rate), waiting);
    Map<String, Version> sampled =
        progress.step(
            "reading a sample of %s at %d %% of its capacity".formatted(live.tableName(), rate),
            () -> Sample.of(reader, size, live.itemCount(), RandomGenerator.getDefault()));
    Instant taken = clock.instant();
    RestorableTimes times =
        progress.step(
            "waiting until the table can be restored to %s, about five minutes".formatted(taken),
            () -> restorable(taken));

    String temporary = names.drill(clock.instant());
    try {
      Instant restoring = clock.instant();
      restore(live, temporary, times.latest());
      Duration took = Duration.between(restoring, clock.instant());
      DrillResult result =
          progress.step(
              "looking for the sample in " + temporary,
              () -> DrillResult.of(sampled, reader, temporary, waiting));
      report(sampled.size(), result, times, took, began);
      return result.lost() == 0;
    } finally {
      delete(temporary);
    }
  }

  private RestorableTimes restorable(Instant taken) {
    waiting.until(() -> !RestorableTimes.of(client(), names.table()).latest().isBefore(taken));
    return RestorableTimes.of(client(), names.table());
  }

  private void restore(TableDescription live, String temporary, Instant to) {
    client()
        .restoreTableToPointInTime(
            it ->
                it.sourceTableName(live.tableName())
                    .targetTableName(temporary)
                    .restoreDateTime(to)
                    .billingModeOverride(BillingMode.PAY_PER_REQUEST)
                    .sseSpecificationOverride(RestoreRun.encryptionOf(live)));
    new RestoreRun(client(), waiting, progress).ready(temporary);
  }

  private void report(
      int sampled, DrillResult result, RestorableTimes times, Duration took, Instant began) {
    out.printf("restored to  %s, in %,d s%n", times.latest(), took.toSeconds());
    out.printf("reaches to   %s%n", times.earliest());
    out.printf("sampled      %,d%n", sampled);
    out.printf("the same     %,d%n", result.same());
    out.printf("differ       %,d%n", result.differ());
    out.printf("changed      %,d since the sample was taken%n", result.changed());
    out.printf("lost         %,d%n", result.lost());
    out.printf("whole drill  %,d s%n", Duration.between(began, clock.instant()).toSeconds());
  }

  /** Deletes what drills left that were killed, or whose credentials expired. */
  private void sweep() {
    for (String left : client().listTablesPaginator().tableNames()) {
      if (names.isDrill(left)) {
        progress.say("an earlier drill has left " + left);
        delete(left);
      }
    }
  }

  private void delete(String table) {
    try {
      if (Tables.find(client(), table)
          .filter(it -> it.tableStatus() == TableStatus.CREATING)
          .isPresent()) {
        progress.say(table + " is still being restored; the next drill deletes it");
        return;
      }
      progress.step("deleting " + table, () -> tables().delete(table));
    } catch (SdkException e) {
      progress.say(
          "%s was not deleted (%s); the next drill deletes it".formatted(table, e.getMessage()));
    }
  }

  private Tables tables() {
    return new Tables(
        client(), new Stacks(clients.cloudFormation(), waiting.pause(), waiting.again()));
  }

  private DynamoDbClient client() {
    return clients.dynamoDb();
  }
}
