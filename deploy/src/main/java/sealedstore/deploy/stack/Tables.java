package sealedstore.deploy.stack;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Protects and deletes tables. DynamoDB refuses to delete one that is protected, or still being
 * changed.
 */
public final class Tables {

  private final DynamoDbClient client;
  private final Stacks stacks;

  /**
   * @param stacks waits
   */
  public Tables(DynamoDbClient client, Stacks stacks) {
    this.client = client;
    this.stacks = stacks;
  }

  /** The table of this name, if there is one. */
  public static Optional<TableDescription> find(DynamoDbClient client, String name) {
    try {
      return Optional.of(client.describeTable(it -> it.tableName(name)).table());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Lifts the deletion protection and waits until the table can be deleted. */
  public void unprotect(String name) {
    protect(name, false);
  }

  /** Sets the deletion protection and waits until the table has it. */
  public void protect(String name) {
    protect(name, true);
  }

  private void protect(String name, boolean on) {
    if (find(client, name)
        .filter(table -> Boolean.TRUE.equals(table.deletionProtectionEnabled()) != on)
        .isPresent()) {
      client.updateTable(it -> it.tableName(name).deletionProtectionEnabled(on));
    }
    while (find(client, name)
        .filter(table -> table.tableStatus() == TableStatus.UPDATING)
        .isPresent()) {
      stacks.sleep();
    }
  }

  /** Deletes a table and waits until its name is free again. */
  public void delete(String name) {
    if (find(client, name)
        .filter(table -> table.tableStatus() != TableStatus.DELETING)
        .isPresent()) {
      client.deleteTable(it -> it.tableName(name));
    }
    while (find(client, name).isPresent()) {
      stacks.sleep();
    }
  }
}
