package sealedstore.deploy.restore;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import sealedstore.deploy.restore.Difference.Kind;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.stack.Tables;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Puts the restored table in the live one's place: a backup of it is restored under the live one's
 * name. Each step is safe to repeat; a later run goes on where an earlier one stopped. The restored
 * table stays, and keeps the settings.
 *
 * @param stack name of the stack
 * @param keepDeleted whether items that were deleted or have expired since stay deleted
 * @param confirms asks a person whether to go on
 */
public record Replacement(
    Restore restore, String stack, boolean keepDeleted, Predicate<String> confirms) {

  /** Does what is left of it. */
  public void run() {
    Optional<TableDescription> live = liveName().find();
    Optional<TableDescription> restored = restore.restoredTable().find();
    if (restored.isEmpty() && live.filter(it -> !LostTable.isUnfinished(it)).isEmpty()) {
      new LostTable(restore, steps(), liveName(), confirms).run(live);
      return;
    }
    if (live.isEmpty()) {
      putInPlaceOfNone(restored.get());
    } else if (restored.isEmpty() || !isIn(live.get(), restored.get())) {
      TableDescription copy = restore.restoredTable().make(live.get());
      remove(live.get(), copy);
      putIn(copy);
    } else if (!writes(restored.get()).isStopped()) {
      throw new Failure(
          "%s is what was restored to %s already. To do it again, delete %s first"
              .formatted(name(), restore.at(), restored.get().tableName()));
    }
    finish(restore.restoredTable().find().orElseThrow());
  }

  private void putInPlaceOfNone(TableDescription restored) {
    restore
        .out()
        .printf(
            "The table %s is gone. It gets the items of %s, from %s.%n",
            name(), restore.at(), restored.tableName());
    if (!confirms.test(name())) {
      throw new Failure("that is not its name: nothing was changed");
    }
    TableDescription copy =
        new RestoreRun(client(), restore.waiting(), restore.progress()).ready(restored.tableName());
    if (!writes(copy).isStopped()) {
      // The run that restored it may have ended before it set them.
      liveName()
          .deployed(copy.restoreSummary().sourceTableArn())
          .settings()
          .applyTo(copy, client(), restore.waiting());
    }
    step(1, "stopping writes", () -> writes(copy).stop());
    putIn(copy);
  }

  private void remove(TableDescription live, TableDescription copy) {
    step(1, "stopping writes", () -> writes(copy).stop());
    Comparison comparison = steps().part(1, "comparing", () -> restore.compare(live, copy));
    announce(comparison.byKind(), copy);
    if (!confirms.test(name())) {
      if (Boolean.TRUE.equals(copy.deletionProtectionEnabled())) {
        // A run that failed in step 4 has lifted it.
        tables().protect(name());
      }
      writes(copy).resume();
      throw new Failure(
          "that is not its name: %s is not replaced, and the writer may write".formatted(name()));
    }
    if (keepDeleted) {
      step(
          2,
          "taking items that were deleted since out of " + copy.tableName(),
          () -> leaveOut(comparison, live, copy));
    }
    step(3, "backing up " + name(), () -> say("backup", backups().make(name())));
    step(
        4,
        "deleting " + name(),
        () -> {
          tables().unprotect(name());
          tables().delete(name());
        });
  }

  private void announce(Map<Kind, Integer> counts, TableDescription copy) {
    restore
        .out()
        .printf(
            "%,d items that were replaced since will be as they were; %,d new ones will be lost.%n"
                + "%,d items that were deleted or have expired since %s.%n"
                + "%s gets the items of %s, from %s; a backup of what it has now stays.%n",
            counts.get(Kind.DIFFERS),
            counts.get(Kind.ONLY_LIVE),
            counts.get(Kind.ONLY_RESTORED) + counts.get(Kind.DELETED),
            keepDeleted ? "stay deleted" : "come back (KEEP_DELETED=1 leaves them out)",
            name(),
            restore.at(),
            copy.tableName());
  }

  /**
   * What was deleted since is left out. Each tombstone of the live table is taken over: a failed
   * event that is written again would otherwise bring its item back.
   */
  private void leaveOut(Comparison comparison, TableDescription live, TableDescription copy) {
    TableReader reader = restore.reader(live);
    for (Difference difference : comparison.differences()) {
      if (difference.isDeletedSince()) {
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
        () ->
            liveName()
                .restoreBackup(backups().make(copy.tableName()), RestoreRun.encryptionOf(copy)));
  }

  private void finish(TableDescription copy) {
    liveName().set(TableSettings.of(client(), copy));
    step(7, "letting the writer write", () -> writes(copy).resume());
    liveName().finish();
    restore
        .out()
        .printf(
            "%s has the items of %s. Once nobody needs %s any more, remove its deletion protection"
                + " and delete it.%n",
            name(), restore.at(), copy.tableName());
  }

  private boolean isIn(TableDescription live, TableDescription copy) {
    return live.restoreSummary() != null
        && copy.tableArn().equals(live.restoreSummary().sourceTableArn())
        && !live.creationDateTime().isBefore(copy.creationDateTime());
  }

  private void step(int number, String what, Runnable step) {
    steps().run(number, what, step);
  }

  private void say(String what, String result) {
    restore.out().printf("%s: %s%n", what, result);
  }

  private Steps steps() {
    return new Steps(restore);
  }

  private LiveName liveName() {
    return new LiveName(restore, steps(), stack);
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

  private Tables tables() {
    return new Tables(
        client(),
        new Stacks(
            restore.clients().cloudFormation(),
            restore.waiting().pause(),
            restore.waiting().again()));
  }

  private DynamoDbClient client() {
    return restore.clients().dynamoDb();
  }

  private String name() {
    return restore.names().table();
  }
}
