package sealedstore.deploy.restore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/**
 * Since when and until when a table can be restored.
 *
 * @param latest about five minutes ago
 */
record RestorableTimes(String table, Instant earliest, Instant latest) {

  /**
   * The time that a person wrote.
   *
   * @throws Failure if it is none
   */
  static Instant parse(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Failure(
          "AT: must be a time with its offset, such as 2026-11-22T08:00:00Z, and is \"%s\""
              .formatted(text),
          e);
    }
  }

  /**
   * @throws Failure if point-in-time recovery is off
   */
  static RestorableTimes of(DynamoDbClient client, String table) {
    PointInTimeRecoveryDescription recovery =
        TableSettings.recovery(client, table)
            .filter(it -> it.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED)
            .orElseThrow(
                () ->
                    new Failure(
                        ("point-in-time recovery of %s is off, so only its backups can be restored:"
                                + " aws dynamodb list-backups --table-name %s --backup-type ALL")
                            .formatted(table, table)));
    return new RestorableTimes(
        table, recovery.earliestRestorableDateTime(), recovery.latestRestorableDateTime());
  }

  /**
   * @throws Failure if the table cannot be restored to this time
   */
  void check(Instant at, Instant now) {
    if (at.isAfter(now)) {
      throw new Failure("AT: %s is in the future; the latest time now is %s".formatted(at, latest));
    }
    if (at.isAfter(latest)) {
      throw new Failure(
          "AT: %s is too recent, the latest time now is %s; it follows in about five minutes, run it again then"
              .formatted(at, latest));
    }
    if (at.isBefore(earliest)) {
      throw new Failure(
          "AT: %s is out of reach; %s can be restored to any time from %s on"
              .formatted(at, table, earliest));
    }
  }
}
