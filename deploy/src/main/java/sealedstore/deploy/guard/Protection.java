package sealedstore.deploy.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.guard.Value.Absent;
import sealedstore.deploy.guard.Value.Fields;
import sealedstore.deploy.guard.Value.Items;
import sealedstore.deploy.guard.Value.Text;
import sealedstore.deploy.guard.Value.Unknown;

/** A property that protects data, and how a change of it weakens the protection. */
sealed interface Protection {

  /** Path of the property, fields joined by dots. */
  String path();

  /** What the property is about, as a person calls it. */
  String what();

  /**
   * Must not be switched off.
   *
   * @param byDefault what it is where the property is missing
   */
  record Switch(String path, boolean byDefault, String what) implements Protection {}

  /**
   * Must not become less.
   *
   * @param byDefault what it is where the property is missing
   */
  record AtLeast(String path, long byDefault, String what) implements Protection {}

  /**
   * Must not become more.
   *
   * @param byDefault what it is where the property is missing
   */
  record AtMost(String path, long byDefault, String what) implements Protection {}

  /** Must not be taken away, nor become another. */
  record Kept(String path, String what) implements Protection {}

  /** Must not begin to delete items, nor by another attribute. */
  record Expiry(String path, String what) implements Protection {}

  /** Logs without a retention are kept for ever. */
  long FOR_EVER = Long.MAX_VALUE;

  /**
   * What protects a resource of each type. Defaults: the types' pages in the AWS CloudFormation
   * Template Reference.
   */
  Map<String, List<Protection>> OF_TYPE =
      Map.of(
          "AWS::DynamoDB::Table",
          List.of(
              new Switch("DeletionProtectionEnabled", false, "deletion protection"),
              new Switch(
                  "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
                  false,
                  "point-in-time recovery"),
              new AtLeast(
                  "PointInTimeRecoverySpecification.RecoveryPeriodInDays",
                  35,
                  "the days that point-in-time recovery goes back"),
              new Switch("SSESpecification.SSEEnabled", false, "encryption with a KMS key"),
              new Kept("SSESpecification.KMSMasterKeyId", "the key that encrypts the table"),
              new Expiry("TimeToLiveSpecification", "expiry of items")),
          "AWS::KMS::Key",
          List.of(
              new Switch("Enabled", true, "the key itself"),
              new Switch("EnableKeyRotation", false, "rotation of the key"),
              new AtMost("RotationPeriodInDays", 365, "the days between rotations"),
              new AtLeast("PendingWindowInDays", 30, "the days before a deleted key is gone")),
          "AWS::Logs::LogGroup",
          List.of(
              new AtLeast("RetentionInDays", FOR_EVER, "the days that logs are kept"),
              new Switch("DeletionProtectionEnabled", false, "deletion protection"),
              new Kept("KmsKeyId", "the key that encrypts the logs")),
          "AWS::SQS::Queue",
          List.of(
              new AtLeast("MessageRetentionPeriod", 345_600, "the seconds that messages are kept"),
              new Kept("KmsMasterKeyId", "the key that encrypts the queue")),
          "AWS::Lambda::Function",
          List.of(
              new Kept("KmsKeyArn", "the key that encrypts environment and snapshots"),
              new Kept("Code.SourceKMSKeyArn", "the key that encrypts the code")),
          "AWS::IAM::Role",
          List.of(new Kept("PermissionsBoundary", "the permissions boundary")));

  /** How the change from one set of properties to another weakens it, if it does. */
  default Optional<String> weakening(Value propertiesBefore, Value propertiesAfter) {
    String[] steps = path().split("\\.");
    Value before = propertiesBefore.at(steps);
    Value after = propertiesAfter.at(steps);
    boolean weaker =
        switch (this) {
          case Switch it -> isOn(before, it.byDefault) && !isOn(after, it.byDefault);
          case AtLeast it -> !atLeast(after, before, it.byDefault);
          case AtMost it -> !atLeast(before, after, it.byDefault);
          case Kept _ -> !isKept(before, after);
          case Expiry _ ->
              isOn(after.at("Enabled"), false)
                  && !(isOn(before.at("Enabled"), false)
                      && before.at("AttributeName").equals(after.at("AttributeName")));
        };
    return weaker
        ? Optional.of("%s: %s -> %s (%s)".formatted(verdict(), before.show(), after.show(), path()))
        : Optional.empty();
  }

  private String verdict() {
    return switch (this) {
      case Switch _ -> what() + " would be switched off";
      case AtLeast _ -> what() + " would become fewer";
      case AtMost _ -> what() + " would become more";
      case Kept _ -> what() + " would be taken away or become another";
      case Expiry _ -> what() + " would start, which deletes items";
    };
  }

  /** What is not known before it is applied counts as off. */
  private static boolean isOn(Value value, boolean byDefault) {
    return switch (value) {
      case Text it -> Boolean.parseBoolean(it.text());
      case Absent _ -> byDefault;
      case Unknown _, Items _, Fields _ -> false;
    };
  }

  private static boolean atLeast(Value value, Value least, long byDefault) {
    return value.equals(least)
        || number(value, byDefault, Long.MIN_VALUE) >= number(least, byDefault, Long.MAX_VALUE);
  }

  private static long number(Value value, long byDefault, long otherwise) {
    return switch (value) {
      case Absent _ -> byDefault;
      case Text it when it.text().matches("[0-9]{1,18}") -> Long.parseLong(it.text());
      case Text _, Unknown _, Items _, Fields _ -> otherwise;
    };
  }

  /** A key that CloudFormation names only after it is applied is one of the stack's own. */
  private static boolean isKept(Value before, Value after) {
    return before == Value.ABSENT
        || before == Value.UNKNOWN && after != Value.ABSENT
        || after == Value.UNKNOWN
        || before.equals(after);
  }
}
