package sealedstore.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/** Tables that a test has, and that can be deleted. */
public final class DeletableTables implements DynamoDbClient {

  private final Map<String, Deque<TableStatus>> tables = new HashMap<>();
  private final List<String> calls;

  /**
   * @param calls gets the lines
   */
  DeletableTables(List<String> calls) {
    this.calls = calls;
  }

  /** A table with these statuses, look by look; the last one stays until the deletion. */
  public void put(String name, TableStatus... looks) {
    tables.put(name, new ArrayDeque<>(List.of(looks)));
  }

  /** No table any more. */
  public void clear() {
    tables.clear();
  }

  /** Whether no table is left. */
  public boolean areGone() {
    return tables.values().stream().allMatch(Deque::isEmpty);
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    Deque<TableStatus> statuses = tables.get(request.tableName());
    if (statuses == null || statuses.isEmpty()) {
      throw ResourceNotFoundException.builder().build();
    }
    TableStatus status = statuses.size() > 1 ? statuses.pop() : statuses.peek();
    if (status == TableStatus.DELETING) {
      statuses.clear();
    }
    return DescribeTableResponse.builder()
        .table(it -> it.tableStatus(status).deletionProtectionEnabled(true))
        .build();
  }

  @Override
  public UpdateTableResponse updateTable(UpdateTableRequest request) {
    calls.add("deletion protection off " + request.tableName());
    return UpdateTableResponse.builder().build();
  }

  @Override
  public DeleteTableResponse deleteTable(DeleteTableRequest request) {
    calls.add("delete table " + request.tableName());
    put(request.tableName(), TableStatus.DELETING);
    return DeleteTableResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
