package sealedstore.deploy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * The settings of tables in memory, which begin with these. It notes what changes a table, and
 * fails on request.
 */
public abstract class FakeTableSettings implements DynamoDbClient {

  public static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/";
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
    public long capacity = 1_000_000;
  }

  public final Map<String, Table> tables = new TreeMap<>();

  public Instant earliest = Instant.parse("2019-12-01T00:00:00Z");
  public Instant latest = Instant.parse("2020-01-05T00:00:00Z");

  /** Operation and table of each call that changes something, and of looks at backups. */
  public final List<String> calls = new ArrayList<>();

  /** How many more calls that change something are let through. */
  public int callsToLive = Integer.MAX_VALUE;

  private final Map<String, Deque<RuntimeException>> faults = new HashMap<>();

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

  final void failing(String operation) {
    var planned = faults.get(operation);
    if (planned != null && !planned.isEmpty()) {
      throw planned.pop();
    }
  }

  /**
   * A call that changes something.
   *
   * @param what operation and table
   */
  final void change(String what) {
    if (callsToLive-- == 0) {
      throw new IllegalStateException("killed before " + what);
    }
    failing(what.replaceFirst(" .*", ""));
    calls.add(what);
  }

  final void change(String operation, String table) {
    change(operation + " " + table.replace(ARN, ""));
  }

  private static String status(boolean on) {
    return on ? "ENABLED" : "DISABLED";
  }

  final Table table(String name) {
    Table table = tables.get(name.replace(ARN, ""));
    if (table == null) {
      throw ResourceNotFoundException.builder().message("no such table").build();
    }
    return table;
  }

  /** The table, unless it is still being made. */
  final Table activeTable(String name) {
    Table table = table(name);
    if (!"ACTIVE".equals(table.statuses.peek())) {
      throw ResourceInUseException.builder().message("not active").build();
    }
    return table;
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
                        to.pointInTimeRecoveryStatus(status(on))
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
        .timeToLiveDescription(it -> it.timeToLiveStatus(status(on)).attributeName("expiresAt"))
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
