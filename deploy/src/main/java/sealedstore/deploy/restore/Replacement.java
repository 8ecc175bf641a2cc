package sealedstore.deploy.restore;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import sealedstore.deploy.restore.Difference.Kind;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.stack.Tables;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Puts the restored table in the live one's place: a backup of it is restored under the live one's
 * name, which the functions, the key's policy and the stack know. Each step is safe to repeat; a
 * later run goes on where an earlier one stopped. The restored table stays, and keeps the settings.
 *
 * @param stack name of the stack
 * @param keepDeleted whether items that were deleted or have expired since stay deleted
 * @param confirms asks a person whether to go on
 */
public record Replacement(
    Restore restore, String stack, boolean keepDeleted, Predicate<String> confirms) {

  private static final int STEPS = 8;
  private static final String TABLE = "ItemsTable";

  /** Does what is left of it. */
  public void run() {
    Optional<TableDescription> live = find();
    Optional<TableDescription> restored = restore.restoredTable().find();
    if (restored.isEmpty() || live.isPresent() && !isIn(live.get(), restored.get())) {
      TableDescription present = live.orElseGet(restore::live);
      TableDescription copy = restore.restoredTable().make(present);
      empty(present, copy);
      putIn(copy);
    } else if (live.isEmpty()) {
      restore.out().printf("The table %s is gone.%n", name());
      ask(restored.get());
      step(1, "stopping writes", () -> writes(restored.get()).stop());
      putIn(restored.get());
    } else if (!writes(restored.get()).isStopped()) {
      throw new Failure(
          "%s is what was restored to %s already. To do it again, delete %s first"
              .formatted(name(), restore.at(), restored.get().tableName()));
    }
    finish(restore.restoredTable().find().orElseThrow());
  }

  private void empty(TableDescription live, TableDescription copy) {
    step(1, "stopping writes", () -> writes(copy).stop());
    Comparison comparison = restore.compare(live, copy);
    announce(comparison.byKind());
    ask(copy);
    if (keepDeleted) {
      step(
          2,
          "taking items that were deleted since out of " + copy.tableName(),
          () -> leaveOut(comparison, live, copy));
    }
    step(3, "backing up " + name(), () -> say("backup", backups().make(name())));
    var tables = new Tables(client(), stacks());
    step(
        4,
        "deleting " + name(),
        () -> {
          tables.unprotect(name());
          tables.delete(name());
        });
  }

  private void announce(Map<Kind, Integer> counts) {
    restore
        .out()
        .printf(
            "%,d ids of the live table were written since, and will be as they were.%n"
                + "%,d items that were deleted or have expired since %s.%n",
            counts.get(Kind.ONLY_LIVE) + counts.get(Kind.DIFFERS),
            counts.get(Kind.ONLY_RESTORED) + counts.get(Kind.DELETED),
            keepDeleted ? "stay deleted" : "come back (KEEP_DELETED=1 leaves them out)");
  }

  private void ask(TableDescription copy) {
    restore
        .out()
        .printf(
            "%s gets the items of %s, from %s; a backup of what it has now stays.%n",
            name(), restore.at(), copy.tableName());
    if (!confirms.test(name())) {
      writes(copy).resume();
      throw new Failure("that is not its name: nothing was changed");
    }
  }

  /** What was deleted since is left out; a tombstone of the live table is taken over. */
  private void leaveOut(Comparison comparison, TableDescription live, TableDescription copy) {
    TableReader reader = restore.reader(live);
    for (Difference difference : comparison.differences()) {
      if (difference.kind().comesBack()) {
        var tombstone = reader.get(difference.id());
        if (tombstone.isPresent()) {
          client().putItem(it -> it.tableName(copy.tableName()).item(tombstone.get()));
        } else {
          client()
              .deleteItem(it -> it.tableName(copy.tableName()).key(Version.key(difference.id())));
        }
      }
    }
  }

  private void putIn(TableDescription copy) {
    step(
        5,
        "restoring a backup of %s under the name of %s".formatted(copy.tableName(), name()),
        () -> {
          String backup = backups().make(copy.tableName());
          client()
              .restoreTableFromBackup(
                  it ->
                      it.backupArn(backup)
                          .targetTableName(name())
                          .sseSpecificationOverride(RestoreRun.encryptionOf(copy)));
        });
  }

  private void finish(TableDescription copy) {
    step(
        6,
        "setting protections, time to live, policy, tags and recovery of " + name(),
        () -> {
          var live = new RestoreRun(client(), restore.waiting(), restore.progress()).ready(name());
          TableSettings.of(client(), copy).applyTo(live, client(), restore.waiting());
        });
    step(7, "letting the writer write", () -> writes(copy).resume());
    step(8, "checking drift of %s from %s".formatted(TABLE, stack), () -> say("drift", drift()));
    restore
        .out()
        .printf(
            "%s has the items of %s. What failed while writes were stopped waits:%n"
                + "  make redrive STACK=%s%n"
                + "Once nobody needs %s any more, remove its deletion protection and delete it.%n",
            name(), restore.at(), stack, copy.tableName());
  }

  private String drift() {
    try {
      return restore
          .clients()
          .cloudFormation()
          .detectStackResourceDrift(it -> it.stackName(stack).logicalResourceId(TABLE))
          .stackResourceDrift()
          .stackResourceDriftStatusAsString();
    } catch (CloudFormationException e) {
      return "not checked: " + e.getMessage();
    }
  }

  private void step(int number, String what, Runnable step) {
    try {
      restore.progress().step("step %d of %d: %s".formatted(number, STEPS, what), step);
    } catch (AwsServiceException e) {
      throw new Failure(
          "step %d of %d, %s, failed: %s. To go on: %s"
              .formatted(number, STEPS, what, e.getMessage(), restore.waiting().again()),
          e);
    }
  }

  private boolean isIn(TableDescription live, TableDescription copy) {
    return live.restoreSummary() != null
        && copy.tableArn().equals(live.restoreSummary().sourceTableArn())
        && !live.creationDateTime().isBefore(copy.creationDateTime());
  }

  private void say(String what, String result) {
    restore.out().printf("%s: %s%n", what, result);
  }

  private Optional<TableDescription> find() {
    return restore.waiting().call(() -> Tables.find(client(), name()));
  }

  private WriteStop writes(TableDescription copy) {
    return new WriteStop(
        restore.clients().lambda(),
        client(),
        restore.names().writer(),
        copy.tableArn(),
        restore.waiting());
  }

  private Backups backups() {
    return new Backups(client(), restore.at(), restore.waiting());
  }

  private Stacks stacks() {
    return new Stacks(
        restore.clients().cloudFormation(), restore.waiting().pause(), restore.waiting().again());
  }

  private DynamoDbClient client() {
    return restore.clients().dynamoDb();
  }

  private String name() {
    return restore.names().table();
  }
}
