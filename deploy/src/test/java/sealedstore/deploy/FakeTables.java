package sealedstore.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/**
 * DynamoDB with tables in memory. It evaluates no condition. Whatever the time, it restores what
 * {@link #history} has.
 */
public final class FakeTables extends FakeBackups {

  public static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1";

  /** What a restore gives. */
  public final Map<String, Map<String, AttributeValue>> history = new TreeMap<>();

  /** Statuses of a table that is restored. */
  public List<String> restoring = List.of("ACTIVE");

  /** What happens meanwhile. */
  public Runnable onRestore = () -> {};

  /** Table and limit of each page that was asked for. */
  public final List<String> scans = new ArrayList<>();

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    failing("describeTable");
    String name = request.tableName();
    Table table = table(name);
    String status = table.statuses.size() > 1 ? table.statuses.pop() : table.statuses.peek();
    if (status.equals("GONE")) {
      tables.remove(name);
      throw ResourceNotFoundException.builder().build();
    }
    return DescribeTableResponse.builder()
        .table(
            it ->
                it.tableName(name)
                    .tableArn(ARN + name)
                    .tableStatus(status)
                    .itemCount((long) table.items.size())
                    .creationDateTime(table.created)
                    .restoreSummary(table.summary)
                    .deletionProtectionEnabled(table.isProtected)
                    .billingModeSummary(
                        mode ->
                            mode.billingMode(table.onDemand ? "PAY_PER_REQUEST" : "PROVISIONED"))
                    .provisionedThroughput(
                        to ->
                            to.readCapacityUnits(table.capacity).writeCapacityUnits(table.capacity))
                    .sseDescription(key -> key.kmsMasterKeyArn(KEY)))
        .build();
  }

  @Override
  public ListTablesResponse listTables(ListTablesRequest request) {
    return ListTablesResponse.builder().tableNames(tables.keySet()).build();
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    failing("scan");
    scans.add("%s %d".formatted(request.tableName(), request.limit()));
    List<Map<String, AttributeValue>> items =
        table(request.tableName()).items.entrySet().stream()
            .filter(
                it ->
                    Math.floorMod(it.getKey().hashCode(), request.totalSegments())
                        == request.segment())
            .filter(
                it ->
                    !request.hasExclusiveStartKey()
                        || it.getKey().compareTo(request.exclusiveStartKey().get("id").s()) > 0)
            .map(Map.Entry::getValue)
            .limit(request.limit())
            .toList();
    return ScanResponse.builder()
        .items(items)
        .count(items.size())
        .consumedCapacity(it -> it.capacityUnits((double) items.size()))
        .lastEvaluatedKey(
            items.size() < request.limit() ? null : Map.of("id", items.getLast().get("id")))
        .build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder()
        .item(table(request.tableName()).items.get(request.key().get("id").s()))
        .consumedCapacity(it -> it.capacityUnits(1.0))
        .build();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    failing("batchGetItem");
    String name = request.requestItems().keySet().iterator().next();
    List<Map<String, AttributeValue>> keys = request.requestItems().get(name).keys();
    var first = keys.getFirst();
    var rest = keys.subList(1, keys.size());
    var item = table(name).items.get(first.get("id").s());
    return BatchGetItemResponse.builder()
        .responses(Map.of(name, item == null ? List.of() : List.of(item)))
        .unprocessedKeys(
            rest.isEmpty()
                ? Map.of()
                : Map.of(name, KeysAndAttributes.builder().keys(rest).build()))
        .build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    String id = request.item().get("id").s();
    change("put", request.tableName() + " " + id);
    table(request.tableName()).items.put(id, request.item());
    return PutItemResponse.builder().consumedCapacity(it -> it.capacityUnits(1.0)).build();
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    String id = request.key().get("id").s();
    change("delete", request.tableName() + " " + id);
    table(request.tableName()).items.remove(id);
    return DeleteItemResponse.builder().build();
  }

  @Override
  public RestoreTableToPointInTimeResponse restoreTableToPointInTime(
      RestoreTableToPointInTimeRequest request) {
    change("restoreTableToPointInTime", request.targetTableName());
    restored(
        request.targetTableName(), request.sourceTableName(), request.restoreDateTime(), history);
    table(request.targetTableName()).onDemand = request.billingModeOverride() != null;
    onRestore.run();
    return RestoreTableToPointInTimeResponse.builder().build();
  }

  /** A table that was restored from another. */
  public Table restored(
      String target, String source, Instant at, Map<String, Map<String, AttributeValue>> items) {
    var table = new Table();
    table.items.putAll(items);
    table.statuses.clear();
    table.statuses.addAll(restoring);
    table.created = Instant.parse("2020-01-02T00:00:00Z");
    table.summary =
        RestoreSummary.builder().sourceTableArn(ARN + source).restoreDateTime(at).build();
    tables.put(target, table);
    return table;
  }

  @Override
  public RestoreTableFromBackupResponse restoreTableFromBackup(
      RestoreTableFromBackupRequest request) {
    change("restoreTableFromBackup", request.targetTableName());
    String source = request.backupArn().replace(ARN, "").replaceFirst("/backup/.*", "");
    restored(
        request.targetTableName(), source, Instant.EPOCH, saved.get(request.backupArn()).items());
    return RestoreTableFromBackupResponse.builder().build();
  }

  @Override
  public UpdateTableResponse updateTable(UpdateTableRequest request) {
    change("updateTable", request.tableName());
    activeTable(request.tableName()).isProtected = request.deletionProtectionEnabled();
    return UpdateTableResponse.builder().build();
  }

  @Override
  public DeleteTableResponse deleteTable(DeleteTableRequest request) {
    change("deleteTable", request.tableName());
    table(request.tableName());
    tables.remove(request.tableName());
    return DeleteTableResponse.builder().build();
  }
}
