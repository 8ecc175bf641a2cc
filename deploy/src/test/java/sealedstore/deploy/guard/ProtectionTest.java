package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionTest {

  /** Values: - is none, ? is known after apply. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS::DynamoDB::Table  | DeletionProtectionEnabled | true | false | true
          AWS::DynamoDB::Table  | DeletionProtectionEnabled | true | True  | false
          AWS::DynamoDB::Table  | DeletionProtectionEnabled | true | -     | true
          AWS::DynamoDB::Table  | DeletionProtectionEnabled | true | ?     | true
          AWS::DynamoDB::Table  | DeletionProtectionEnabled | -    | false | false
          AWS::DynamoDB::Table  | DeletionProtectionEnabled | false| true  | false
          AWS::DynamoDB::Table  | PointInTimeRecoverySpecification.RecoveryPeriodInDays | 35 | 34 | true
          AWS::DynamoDB::Table  | PointInTimeRecoverySpecification.RecoveryPeriodInDays | 7  | -  | false
          AWS::DynamoDB::Table  | PointInTimeRecoverySpecification.RecoveryPeriodInDays | -  | 7  | true
          AWS::DynamoDB::Table  | PointInTimeRecoverySpecification.RecoveryPeriodInDays | 35 | ?  | true
          AWS::DynamoDB::Table  | SSESpecification.SSEEnabled | true | false | true
          AWS::DynamoDB::Table  | SSESpecification.KMSMasterKeyId | key-1 | key-2 | true
          AWS::DynamoDB::Table  | SSESpecification.KMSMasterKeyId | key-1 | -     | true
          AWS::DynamoDB::Table  | SSESpecification.KMSMasterKeyId | key-1 | ?     | false
          AWS::DynamoDB::Table  | SSESpecification.KMSMasterKeyId | ?     | key-1 | false
          AWS::DynamoDB::Table  | SSESpecification.KMSMasterKeyId | ?     | -     | true
          AWS::DynamoDB::Table  | SSESpecification.KMSMasterKeyId | -     | key-1 | false
          AWS::DynamoDB::Table  | TimeToLiveSpecification.Enabled | false | true  | true
          AWS::DynamoDB::Table  | TimeToLiveSpecification.Enabled | true  | false | false
          AWS::KMS::Key         | Enabled              | -    | false | true
          AWS::KMS::Key         | EnableKeyRotation    | true | false | true
          AWS::KMS::Key         | RotationPeriodInDays | -    | 730   | true
          AWS::KMS::Key         | RotationPeriodInDays | 365  | 90    | false
          AWS::KMS::Key         | RotationPeriodInDays | 365  | ?     | true
          AWS::KMS::Key         | PendingWindowInDays  | 30   | 7     | true
          AWS::Logs::LogGroup   | RetentionInDays      | -    | 3653  | true
          AWS::Logs::LogGroup   | RetentionInDays      | 14   | -     | false
          AWS::Logs::LogGroup   | RetentionInDays      | 14   | 365   | false
          AWS::Logs::LogGroup   | KmsKeyId             | key-1| -     | true
          AWS::SQS::Queue       | MessageRetentionPeriod | 1209600 | 60 | true
          AWS::SQS::Queue       | MessageRetentionPeriod | 1209600 | -  | true
          AWS::SQS::Queue       | KmsMasterKeyId       | key-1| -     | true
          AWS::Lambda::Function | KmsKeyArn            | key-1| -     | true
          AWS::Lambda::Function | Code.SourceKMSKeyArn | key-1| -     | true
          AWS::IAM::Role        | PermissionsBoundary  | arn  | -     | true
          """)
  void weakening_isFoundAndNothingElse(
      String type, String path, String before, String after, boolean weaker) {
    long found =
        Protection.OF_TYPE.get(type).stream()
            .filter(protection -> path.startsWith(protection.path()))
            .map(it -> it.weakening(properties(path, before), properties(path, after)))
            .filter(Optional::isPresent)
            .count();

    assertThat(found).isEqualTo(weaker ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Enabled": "true", "AttributeName": "a"} | {"Enabled": "true", "AttributeName": "b"} | true
          {"Enabled": "true", "AttributeName": "a"} | {"Enabled": "true", "AttributeName": "a"} | false
          """)
  void expiryByAnotherAttribute_isFound(String before, String after, boolean weaker)
      throws IOException {
    var expiry = new Protection.Expiry("TimeToLiveSpecification", "expiry of items");

    var found =
        expiry.weakening(
            fields("TimeToLiveSpecification", Json.parse(before)),
            fields("TimeToLiveSpecification", Json.parse(after)));

    assertThat(found.isPresent()).isEqualTo(weaker);
  }

  private static Value properties(String path, String text) {
    Value value =
        switch (text) {
          case "-" -> Value.ABSENT;
          case "?" -> Value.UNKNOWN;
          default -> Value.of(text);
        };
    String[] steps = path.split("\\.");
    for (int i = steps.length - 1; i >= 0; i--) {
      value = value == Value.ABSENT ? value : fields(steps[i], value);
    }
    return value;
  }

  private static Value fields(String name, Value value) {
    return new Value.Fields(new TreeMap<>(Map.of(name, value)));
  }
}
