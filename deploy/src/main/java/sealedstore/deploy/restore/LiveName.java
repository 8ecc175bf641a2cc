package sealedstore.deploy.restore;

import java.util.Optional;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.stack.Tables;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * What has the live table's name, which the functions, the key's policy and the stack know.
 *
 * @param stack name of the stack
 */
record LiveName(Restore restore, Steps steps, String stack) {

  /** The live table; empty if it is gone. Waits while a table of this name is being deleted. */
  Optional<TableDescription> find() {
    Optional<TableDescription> found = look();
    if (found.filter(table -> table.tableStatus() == TableStatus.DELETING).isEmpty()) {
      return found;
    }
    restore
        .progress()
        .step(
            "waiting until %s is deleted".formatted(name()),
            () -> restore.waiting().until(() -> look().isEmpty()));
    return Optional.empty();
  }

  private Optional<TableDescription> look() {
    return restore.waiting().call(() -> Tables.find(client(), name()));
  }

  /** Gives the name to what a backup has. */
  void restoreBackup(String backup, SSESpecification encryption) {
    client()
        .restoreTableFromBackup(
            it ->
                it.backupArn(backup).targetTableName(name()).sseSpecificationOverride(encryption));
  }

  /** Waits until the table is restored, and sets what a restore leaves out. */
  void set(TableSettings settings) {
    steps.run(
        6,
        "setting protections, time to live, policy, tags and recovery of " + name(),
        () -> {
          var live = new RestoreRun(client(), restore.waiting(), restore.progress()).ready(name());
          settings.applyTo(live, client(), restore.waiting());
        });
  }

  /** Says whether the table drifts from the stack, and what is left to do. */
  void finish() {
    steps.run(
        8,
        "checking drift of %s from %s".formatted(DeployedTable.ID, stack),
        () -> restore.out().printf("drift: %s%n", drift()));
    restore
        .out()
        .printf(
            "Asynchronous writes that failed meanwhile wait:%n  make redrive STACK=%s%n", stack);
  }

  private String drift() {
    try {
      return restore
          .clients()
          .cloudFormation()
          .detectStackResourceDrift(it -> it.stackName(stack).logicalResourceId(DeployedTable.ID))
          .stackResourceDrift()
          .stackResourceDriftStatusAsString();
    } catch (CloudFormationException e) {
      return "not checked: " + e.getMessage();
    }
  }

  /**
   * The table as the stack's template has it.
   *
   * @param arn of the table
   */
  DeployedTable deployed(String arn) {
    var client = restore.clients().cloudFormation();
    Stack found =
        new Stacks(client, restore.waiting().pause(), restore.waiting().again())
            .find(stack)
            .orElseThrow(
                () ->
                    new Failure(
                        "there is no stack %s, which has the table's settings".formatted(stack)));
    return new DeployedTable(client, found, arn);
  }

  private DynamoDbClient client() {
    return restore.clients().dynamoDb();
  }

  private String name() {
    return restore.names().table();
  }
}
