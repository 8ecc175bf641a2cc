package sealedstore.deploy.restore;

import java.time.Instant;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;

/** Backups on demand, which stay until somebody deletes them. */
record Backups(DynamoDbClient client, Instant at, Waiting waiting) {

  /**
   * Backs a table up and waits until the backup is complete.
   *
   * @return its ARN
   */
  String make(String table) {
    String name = "restore-to-" + StoreNames.compact(at);
    String arn =
        waiting.call(
            () ->
                client
                    .createBackup(it -> it.tableName(table).backupName(name))
                    .backupDetails()
                    .backupArn());
    waiting.until(() -> isComplete(arn));
    return arn;
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
      default -> throw new Failure("the backup %s is in status %s".formatted(arn, status));
    };
  }
}
