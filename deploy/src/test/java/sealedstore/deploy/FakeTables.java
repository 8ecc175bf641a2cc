package sealedstore.deploy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * DynamoDB with tables in memory. It notes what changes a table, fails on request, and evaluates no
 * condition. Whatever the time, it restores what {@link #history} has.
 */
public final class FakeTables implements DynamoDbClient {

  public static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/";
  public static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1";
  private static final String NO_POLICY = "";

  /** A table. */
  public static final class Table {
    public final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();

    /** The last one stays. A null means that the table is gone. */
    public final Deque<String> statuses = new ArrayDeque<>(List.of("ACTIVE"));

    public final Map<String, String> tags = new TreeMap<>();
    public RestoreSummary summary;
    public Instant created = Instant.parse("2020-01-01T00:00:00Z");
    public boolean isProtected;
    public String policy = NO_POLICY;
    public boolean recovery;
    public boolean timeToLive;
    public boolean onDemand;
  }

  public final Map<String, Table> tables = new TreeMap<>();

  /** What a restore gives. */
  public final Map<String, Map<String, AttributeValue>> history = new TreeMap<>();

  /** Statuses of a table that is restored. */
  public List<String> restoring = List.of("ACTIVE");

  /** What happens meanwhile. */
  public Runnable onRestore = () -> {};

  /** Statuses of a backup; the last one stays. */
  public final Deque<String> backups = new ArrayDeque<>(List.of("AVAILABLE"));

  public Instant earliest = Instant.parse("2019-12-01T00:00:00Z");
  public Instant latest = Instant.parse("2020-01-05T00:00:00Z");

  /** Operation and table of each call that changes something, and of looks at backups. */
  public final List<String> calls = new ArrayList<>();

  private final Map<String, Deque<RuntimeException>> faults = new HashMap<>();
  private final Map<String, Map<String, Map<String, AttributeValue>>> saved = new HashMap<>();

  /** The next calls of this operation fail, each with one of these. */
  public void fails(String operation, RuntimeException... exceptions) {
    faults.computeIfAbsent(operation, _ -> new ArrayDeque<>()).addAll(List.of(exceptions));
  }

  /** The next calls of this operation fail. */
  public void fails(String operation, int times, RuntimeException exception) {
    for (int i = 0; i < times; i++) {
      fails(operation, exception);
    }
  }

  private void failing(String operation) {
    var planned = faults.get(operation);
    if (planned != null && !planned.isEmpty()) {
      throw planned.pop();
    }
  }

  private void change(String operation, String table) {
    failing(operation);
    calls.add(operation + " " + table.replace(ARN, ""));
  }

  private Table table(String name) {
    Table table = tables.get(name.replace(ARN, ""));
    if (table == null) {
      throw ResourceNotFoundException.builder().message("no such table").build();
    }
    return table;
  }

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
                        to -> to.readCapacityUnits(1_000_000L).writeCapacityUnits(1_000_000L))
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
    onRestore.run();
    table(request.targetTableName()).onDemand = request.billingModeOverride() != null;
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
  public CreateBackupResponse createBackup(CreateBackupRequest request) {
    change("createBackup", request.tableName());
    String arn = ARN + request.tableName() + "/backup/" + saved.size();
    saved.put(arn, new LinkedHashMap<>(table(request.tableName()).items));
    return CreateBackupResponse.builder().backupDetails(it -> it.backupArn(arn)).build();
  }

  @Override
  public DescribeBackupResponse describeBackup(DescribeBackupRequest request) {
    String status = backups.size() > 1 ? backups.pop() : backups.peek();
    calls.add("backup is " + status);
    return DescribeBackupResponse.builder()
        .backupDescription(it -> it.backupDetails(details -> details.backupStatus(status)))
        .build();
  }

  @Override
  public RestoreTableFromBackupResponse restoreTableFromBackup(
      RestoreTableFromBackupRequest request) {
    change("restoreTableFromBackup", request.targetTableName());
    String source = request.backupArn().replace(ARN, "").replaceFirst("/backup/.*", "");
    restored(request.targetTableName(), source, Instant.EPOCH, saved.get(request.backupArn()));
    return RestoreTableFromBackupResponse.builder().build();
  }

  @Override
  public UpdateTableResponse updateTable(UpdateTableRequest request) {
    change("updateTable", request.tableName());
    table(request.tableName()).isProtected = request.deletionProtectionEnabled();
    return UpdateTableResponse.builder().build();
  }

  @Override
  public DeleteTableResponse deleteTable(DeleteTableRequest request) {
    change("deleteTable", request.tableName());
    table(request.tableName());
    tables.remove(request.tableName());
    return DeleteTableResponse.builder().build();
  }

  @Override
  public DescribeContinuousBackupsResponse describeContinuousBackups(
      DescribeContinuousBackupsRequest request) {
    boolean on = table(request.tableName()).recovery;
    return DescribeContinuousBackupsResponse.builder()
        .continuousBackupsDescription(
            it ->
                it.pointInTimeRecoveryDescription(
                    to ->
                        to.pointInTimeRecoveryStatus(on ? "ENABLED" : "DISABLED")
                            .earliestRestorableDateTime(earliest)
                            .latestRestorableDateTime(latest)))
        .build();
  }

  @Override
  public UpdateContinuousBackupsResponse updateContinuousBackups(
      UpdateContinuousBackupsRequest request) {
    change("updateContinuousBackups", request.tableName());
    table(request.tableName()).recovery = true;
    return UpdateContinuousBackupsResponse.builder().build();
  }

  @Override
  public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
    boolean on = table(request.tableName()).timeToLive;
    return DescribeTimeToLiveResponse.builder()
        .timeToLiveDescription(
            it -> it.timeToLiveStatus(on ? "ENABLED" : "DISABLED").attributeName("expiresAt"))
        .build();
  }

  @Override
  public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
    change("updateTimeToLive", request.tableName());
    table(request.tableName()).timeToLive = true;
    return UpdateTimeToLiveResponse.builder().build();
  }

  @Override
  public GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
    String policy = table(request.resourceArn()).policy;
    if (policy.equals(NO_POLICY)) {
      throw PolicyNotFoundException.builder().build();
    }
    return GetResourcePolicyResponse.builder().policy(policy).build();
  }

  @Override
  public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
    change("putResourcePolicy", request.resourceArn());
    table(request.resourceArn()).policy = request.policy();
    return PutResourcePolicyResponse.builder().build();
  }

  /** One tag a page. */
  @Override
  public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
    var tags = new ArrayList<>(table(request.resourceArn()).tags.entrySet());
    int at = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    var answer = ListTagsOfResourceResponse.builder();
    if (at < tags.size()) {
      answer.tags(Tag.builder().key(tags.get(at).getKey()).value(tags.get(at).getValue()).build());
      answer.nextToken(Integer.toString(at + 1));
    }
    return answer.build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    change("tagResource", request.resourceArn());
    request.tags().forEach(tag -> table(request.resourceArn()).tags.put(tag.key(), tag.value()));
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    change("untagResource", request.resourceArn());
    request.tagKeys().forEach(table(request.resourceArn()).tags::remove);
    return UntagResourceResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
