package sealedstore.deploy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;

/** Backups in memory of tables in memory. */
public abstract class FakeBackups extends FakeTableSettings {

  /** A backup. */
  public record Saved(String status, Instant at, Map<String, Map<String, AttributeValue>> items) {}

  /** Statuses of a backup that is made; the last one stays. */
  public final Deque<String> backups = new ArrayDeque<>(List.of("AVAILABLE"));

  /** By their ARNs. */
  public final Map<String, Saved> saved = new LinkedHashMap<>();

  @Override
  public CreateBackupResponse createBackup(CreateBackupRequest request) {
    change("createBackup", request.tableName());
    String arn = ARN + request.tableName() + "/backup/" + saved.size();
    var items = new LinkedHashMap<>(activeTable(request.tableName()).items);
    saved.put(arn, new Saved("AVAILABLE", Instant.EPOCH.plusSeconds(saved.size()), items));
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

  /** One backup a page. */
  @Override
  public ListBackupsResponse listBackups(ListBackupsRequest request) {
    String prefix = ARN + request.tableName() + "/";
    List<String> arns = saved.keySet().stream().filter(arn -> arn.startsWith(prefix)).toList();
    int at = arns.indexOf(request.exclusiveStartBackupArn()) + 1;
    if (at >= arns.size() || request.backupType() != BackupTypeFilter.ALL) {
      return ListBackupsResponse.builder().build();
    }
    Saved backup = saved.get(arns.get(at));
    return ListBackupsResponse.builder()
        .lastEvaluatedBackupArn(arns.get(at))
        .backupSummaries(
            BackupSummary.builder()
                .backupArn(arns.get(at))
                .backupName("backup-" + at)
                .tableArn(ARN + request.tableName())
                .backupCreationDateTime(backup.at())
                .backupStatus(backup.status())
                .build())
        .build();
  }
}
