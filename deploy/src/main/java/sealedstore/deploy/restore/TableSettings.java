package sealedstore.deploy.restore;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * What a restore leaves to set by hand ("Restoring a DynamoDB table": tags, time to live, recovery,
 * policy, deletion protection).
 *
 * @param arn of the table that has them
 * @param timeToLive the attribute; empty if it is off
 * @param recoveryDays empty if point-in-time recovery is off
 * @param policy resource-based, naming the table's ARN
 * @param tags without those of AWS, which only AWS can set, and of this command
 */
record TableSettings(
    String arn,
    Optional<String> timeToLive,
    Optional<Integer> recoveryDays,
    Optional<String> policy,
    List<Tag> tags,
    boolean deletionProtection) {

  static final String OWN_TAG = "sealed-store:";

  /** What DynamoDB takes without a number. */
  static final int RECOVERY_DAYS = 35;

  static TableSettings of(DynamoDbClient client, TableDescription table) {
    String name = table.tableName();
    return new TableSettings(
        table.tableArn(),
        timeToLive(client, name),
        recovery(client, name)
            .filter(it -> it.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED)
            .map(it -> Objects.requireNonNullElse(it.recoveryPeriodInDays(), RECOVERY_DAYS)),
        policy(client, table.tableArn()),
        tags(client, table.tableArn()),
        Boolean.TRUE.equals(table.deletionProtectionEnabled()));
  }

  static Optional<PointInTimeRecoveryDescription> recovery(DynamoDbClient client, String table) {
    return Optional.ofNullable(
        client
            .describeContinuousBackups(it -> it.tableName(table))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription());
  }

  private static Optional<String> timeToLive(DynamoDbClient client, String table) {
    var found = client.describeTimeToLive(it -> it.tableName(table)).timeToLiveDescription();
    return List.of(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING)
            .contains(found.timeToLiveStatus())
        ? Optional.of(found.attributeName())
        : Optional.empty();
  }

  private static Optional<String> policy(DynamoDbClient client, String arn) {
    try {
      return Optional.of(client.getResourcePolicy(it -> it.resourceArn(arn)).policy());
    } catch (PolicyNotFoundException e) {
      return Optional.empty();
    }
  }

  private static List<Tag> tags(DynamoDbClient client, String arn) {
    return allTags(client, arn)
        .filter(tag -> !tag.key().startsWith("aws:") && !tag.key().startsWith(OWN_TAG))
        .toList();
  }

  static Stream<Tag> allTags(DynamoDbClient client, String arn) {
    return Stream.iterate(
            client.listTagsOfResource(it -> it.resourceArn(arn)),
            Objects::nonNull,
            page ->
                page.nextToken() == null
                    ? null
                    : client.listTagsOfResource(
                        it -> it.resourceArn(arn).nextToken(page.nextToken())))
        .flatMap(page -> page.tags().stream());
  }

  /**
   * Gives another table what it lacks of these settings; safe to repeat.
   *
   * @throws Failure if recovery cannot be enabled for long
   */
  void applyTo(TableDescription table, DynamoDbClient client, Waiting waiting) {
    String name = table.tableName();
    var present = of(client, table);
    if (!tags.isEmpty()) {
      client.tagResource(it -> it.resourceArn(table.tableArn()).tags(tags));
    }
    policy
        .map(text -> text.replace("\"" + arn + "\"", "\"" + table.tableArn() + "\""))
        .ifPresent(
            text -> client.putResourcePolicy(it -> it.resourceArn(table.tableArn()).policy(text)));
    timeToLive
        .filter(attribute -> present.timeToLive.isEmpty())
        .ifPresent(
            attribute ->
                client.updateTimeToLive(
                    it ->
                        it.tableName(name)
                            .timeToLiveSpecification(
                                to -> to.attributeName(attribute).enabled(true))));
    if (recoveryDays.isPresent() && !recoveryDays.equals(present.recoveryDays)) {
      enableRecovery(name, recoveryDays.get(), client, waiting);
    }
    if (deletionProtection && !present.deletionProtection) {
      client.updateTable(it -> it.tableName(name).deletionProtectionEnabled(true));
      waiting.until(
          () ->
              client.describeTable(it -> it.tableName(name)).table().tableStatus()
                  == TableStatus.ACTIVE);
    }
  }

  /** DynamoDB refuses it while it still enables the backups of a new table. */
  private static void enableRecovery(
      String table, int days, DynamoDbClient client, Waiting waiting) {
    for (int attempt = 1; ; attempt++) {
      try {
        client.updateContinuousBackups(
            it ->
                it.tableName(table)
                    .pointInTimeRecoverySpecification(
                        to -> to.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(days)));
        return;
      } catch (ContinuousBackupsUnavailableException e) {
        if (attempt == Waiting.ATTEMPTS) {
          throw new Failure(
              "point-in-time recovery of %s cannot be enabled yet. To go on: %s"
                  .formatted(table, waiting.again()),
              e);
        }
        waiting.rest();
      }
    }
  }
}
