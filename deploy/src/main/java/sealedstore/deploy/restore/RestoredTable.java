package sealedstore.deploy.restore;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import sealedstore.deploy.aws.Clients;
import sealedstore.deploy.stack.Tables;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * The live table as it was, restored beside it with the same key and settings. A repeat finds the
 * table and does what is left.
 */
record RestoredTable(
    Clients clients,
    StoreNames names,
    Instant at,
    Clock clock,
    Waiting waiting,
    Progress progress) {

  /** The restored table, ready to be read. */
  TableDescription make(TableDescription live) {
    DynamoDbClient client = clients.dynamoDb();
    String name = names.restored(at);
    Optional<TableDescription> found = find();
    if (found.isPresent()) {
      progress.say("%s is there from an earlier run".formatted(name));
    } else {
      KeyCheck.of(clients.kms(), live);
      RestorableTimes.of(client, names.table()).check(at, clock.instant());
      client.restoreTableToPointInTime(
          it ->
              it.sourceTableName(names.table())
                  .targetTableName(name)
                  .restoreDateTime(at)
                  .sseSpecificationOverride(RestoreRun.encryptionOf(live)));
    }
    TableDescription restored =
        found
            .filter(it -> it.tableStatus() == TableStatus.ACTIVE)
            .orElseGet(() -> new RestoreRun(client, waiting, progress).ready(name));
    TableSettings.of(client, live).applyTo(restored, client, waiting);
    return restored;
  }

  /**
   * The restored table, if it is there.
   *
   * @throws Failure if a table of its name is something else
   */
  Optional<TableDescription> find() {
    String name = names.restored(at);
    Optional<TableDescription> found = waiting.call(() -> Tables.find(clients.dynamoDb(), name));
    found.ifPresent(
        table -> {
          if (!isOurs(table.restoreSummary())) {
            throw new Failure(
                "the table %s exists and is no restore of %s to %s: delete it, or take another second for AT"
                    .formatted(name, names.table(), at));
          }
        });
    return found;
  }

  private boolean isOurs(RestoreSummary summary) {
    return summary != null
        && summary.sourceTableArn() != null
        && summary.sourceTableArn().endsWith(":table/" + names.table())
        && at.getEpochSecond() == summary.restoreDateTime().getEpochSecond();
  }
}
