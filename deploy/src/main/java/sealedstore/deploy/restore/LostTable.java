package sealedstore.deploy.restore;

import java.util.Optional;
import java.util.function.Predicate;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The live table that is gone, and of which no restored one is there: its newest backup gets its
 * name. A point in time of a deleted table cannot be restored.
 *
 * @param confirms asks a person whether to go on
 */
record LostTable(Restore restore, Steps steps, LiveName liveName, Predicate<String> confirms) {

  /** Whether a table was restored from its own backup, and lacks its protection: it comes last. */
  static boolean isUnfinished(TableDescription table) {
    return Optional.ofNullable(table.restoreSummary())
            .map(RestoreSummary::sourceTableArn)
            .filter(table.tableArn()::equals)
            .isPresent()
        && !Boolean.TRUE.equals(table.deletionProtectionEnabled());
  }

  /**
   * Does what is left of it.
   *
   * @param unfinished the table, if an earlier run has begun to restore it
   */
  void run(Optional<TableDescription> unfinished) {
    unfinished.ifPresent(
        _ ->
            restore
                .progress()
                .say("an earlier run has restored a backup under the name of " + name()));
    String arn = unfinished.map(TableDescription::tableArn).orElseGet(this::restoreBackup);
    liveName.set(liveName.deployed(arn).settings());
    liveName.finish();
    sayIfStopped();
  }

  /** By a run to another time, whose restored table knows the concurrency of before. */
  private void sayIfStopped() {
    String writer = restore.names().writer();
    var found = restore.clients().lambda().getFunctionConcurrency(it -> it.functionName(writer));
    if (Integer.valueOf(0).equals(found.reservedConcurrentExecutions())) {
      restore
          .out()
          .printf(
              "%s is stopped. To let it write: aws lambda delete-function-concurrency"
                  + " --function-name %s%n",
              writer, writer);
    }
  }

  private String restoreBackup() {
    BackupSummary backup =
        new Backups(restore.clients().dynamoDb(), restore.at(), restore.waiting())
            .newest(name())
            .orElseThrow(
                () -> new Failure("there is no table %s, and no backup of it".formatted(name())));
    DeployedTable deployed = liveName.deployed(backup.tableArn());
    KeyCheck.of(restore.clients().kms(), deployed.key());
    restore
        .out()
        .printf(
            "The table %s is gone, so that %s cannot be restored.%n"
                + "It gets the items of its newest backup, %s of %s.%n",
            name(), restore.at(), backup.backupName(), backup.backupCreationDateTime());
    if (!confirms.test(name())) {
      throw new Failure("that is not its name: nothing was changed");
    }
    steps.run(
        5,
        "restoring the backup %s under the name of %s".formatted(backup.backupName(), name()),
        () ->
            liveName.restoreBackup(backup.backupArn(), RestoreRun.encryptionWith(deployed.key())));
    return backup.tableArn();
  }

  private String name() {
    return restore.names().table();
  }
}
