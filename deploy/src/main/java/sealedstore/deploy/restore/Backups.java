package sealedstore.deploy.restore;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;

/** Backups on demand, which stay until somebody deletes them, and those of deleted tables. */
record Backups(DynamoDbClient client, Instant at, Waiting waiting) {

  /**
   * Backs a table up and waits until the backup is complete.
   *
   * @return its ARN
   */
  String make(String table) {
    String arn = waiting.call(() -> create(table));
    waiting.until(() -> isComplete(arn));
    return arn;
  }

  /** DynamoDB refuses it while it still makes that of a run that was stopped. */
  private String create(String table) {
    String name = "restore-to-" + StoreNames.compact(at);
    for (int attempt = 1; ; attempt++) {
      try {
        return client
            .createBackup(it -> it.tableName(table).backupName(name))
            .backupDetails()
            .backupArn();
      } catch (BackupInUseException e) {
        if (attempt == Waiting.ATTEMPTS) {
          throw e;
        }
        waiting.rest();
      }
    }
  }

  private boolean isComplete(String arn) {
    BackupStatus status =
        client
            .describeBackup(it -> it.backupArn(arn))
            .backupDescription()
            .backupDetails()
            .backupStatus();
    return switch (status) {
      case AVAILABLE -> true;
      case CREATING -> false;
      default ->
          throw new Failure(
              "the backup %s is in status %s. To go on: %s"
                  .formatted(arn, status, waiting.again()));
    };
  }

  /** The newest that is complete, also of a table that is deleted. */
  Optional<BackupSummary> newest(String table) {
    return Stream.iterate(
            list(table, null),
            Objects::nonNull,
            page ->
                page.lastEvaluatedBackupArn() == null
                    ? null
                    : list(table, page.lastEvaluatedBackupArn()))
        .flatMap(page -> page.backupSummaries().stream())
        .filter(backup -> backup.backupStatus() == BackupStatus.AVAILABLE)
        .max(Comparator.comparing(BackupSummary::backupCreationDateTime));
  }

  private ListBackupsResponse list(String table, String after) {
    return waiting.call(
        () ->
            client.listBackups(
                it ->
                    it.tableName(table)
                        .backupType(BackupTypeFilter.ALL)
                        .exclusiveStartBackupArn(after)));
  }
}
