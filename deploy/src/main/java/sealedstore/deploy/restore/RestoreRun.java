package sealedstore.deploy.restore;

import java.util.Optional;
import sealedstore.deploy.stack.Tables;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Waits until DynamoDB has restored a table. */
record RestoreRun(DynamoDbClient client, Waiting waiting, Progress progress) {

  /** The encryption of another table; by default a restored one may get another key. */
  static SSESpecification encryptionOf(TableDescription table) {
    return key(table).map(RestoreRun::encryptionWith).orElse(null);
  }

  static SSESpecification encryptionWith(String key) {
    return SSESpecification.builder()
        .enabled(true)
        .sseType(SSEType.KMS)
        .kmsMasterKeyId(key)
        .build();
  }

  /** The ARN of a table's key; empty if it is DynamoDB's own. */
  static Optional<String> key(TableDescription table) {
    return Optional.ofNullable(table.sseDescription()).map(it -> it.kmsMasterKeyArn());
  }

  /**
   * Waits until a table that is being restored can be read.
   *
   * @throws Failure if the restore fails
   */
  TableDescription ready(String table) {
    return progress.step("restoring into " + table, () -> await(table));
  }

  private TableDescription await(String table) {
    for (int missing = 0; ; ) {
      Optional<TableDescription> found = waiting.call(() -> Tables.find(client, table));
      if (found.isPresent()) {
        missing = Waiting.ATTEMPTS;
        switch (found.get().tableStatus()) {
          case ACTIVE -> {
            return found.get();
          }
          case CREATING, UPDATING -> {
            // Still running.
          }
          default -> throw failed(table, "is in status " + found.get().tableStatusAsString());
        }
      } else if (++missing > Waiting.ATTEMPTS) {
        // Right after the request, DynamoDB may not find a table yet (DescribeTable).
        throw failed(table, "is gone");
      }
      waiting.rest();
    }
  }

  private Failure failed(String table, String what) {
    return new Failure(
        ("the restore failed: %s %s. CloudTrail says why (often the key was disabled, or a"
                + " permission taken away meanwhile). If the table is there, delete it; then: %s")
            .formatted(table, what, waiting.again()));
  }
}
