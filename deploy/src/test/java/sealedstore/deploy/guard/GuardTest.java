package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first-deploy",
        "empty",
        "parameter-change",
        "code-change",
        "memory-change",
        "table-imported"
      })
  void harmlessChangeSet_hasNoFinding(String name) throws Unreadable {
    assertThat(Guard.judge(Saved.changeSet(name))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          table-replaced | ItemsTable/replaced | ItemsTable (AWS::DynamoDB::Table): would be replaced by an empty one because of AttributeDefinitions and KeySchema; what it holds stays, outside of the stack.
          table-replaced-and-deleted | ItemsTable/replaced | ItemsTable (AWS::DynamoDB::Table): would be replaced by an empty one because of TableName and deleted, with what it holds.
          table-replaced-conditionally | ItemsTable/replaced | ItemsTable (AWS::DynamoDB::Table): may be replaced by an empty one because of KeySchema; what it holds stays, outside of the stack.
          log-group-removed | WriterLogGroup/removed | WriterLogGroup (AWS::Logs::LogGroup): would be removed from the stack and deleted, with what it holds.
          volume-removed | Disk/removed | Disk (AWS::EC2::Volume): would be removed from the stack and deleted but for a snapshot.
          point-in-time-recovery-off | ItemsTable/PointInTimeRecoverySpecification | ItemsTable (AWS::DynamoDB::Table): PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled would change: true -> false (harmless only when it is on).
          deletion-protection-removed | ItemsTable/DeletionProtectionEnabled | ItemsTable (AWS::DynamoDB::Table): DeletionProtectionEnabled would change: true -> (none) (harmless only when it is on).
          deletion-policy-removed | ItemsTable/DeletionPolicy | ItemsTable (AWS::DynamoDB::Table): DeletionPolicy would keep less of it.
          retention-shorter | WriterLogGroup/RetentionInDays | WriterLogGroup (AWS::Logs::LogGroup): RetentionInDays would change: 14 -> 7 (harmless only when it becomes no less).
          rotation-off | ItemsKey/EnableKeyRotation | ItemsKey (AWS::KMS::Key): EnableKeyRotation would change: true -> false (harmless only when it is on).
          key-policy-for-everyone | ItemsKey/KeyPolicy | ItemsKey (AWS::KMS::Key): its policy would newly say: Allow kms:Decrypt to everyone on *.
          key-policy-widened | ItemsKey/KeyPolicy | ItemsKey (AWS::KMS::Key): its policy would newly say: Allow kms:Encrypt to AWS arn:aws:iam::111122223333:root on * if ArnEquals aws:PrincipalArn [arn:aws:iam::111122223333:role/acme-stage-writer-us-east-1, arn:aws:iam::111122223333:role/acme-stage-reader-us-east-1].
          role-for-everything | WriterRole/Policies | WriterRole (AWS::IAM::Role): its policy would newly say: Allow * on *.
          role-replaced | WriterRole/replaced | WriterRole (AWS::IAM::Role): would be replaced by an empty one because of RoleName and deleted, with what it holds.
          denial-lifted | ItemsKey/KeyPolicy | ItemsKey (AWS::KMS::Key): a denial would be lifted: Deny kms:CreateGrant to everyone on * if BoolIfExists aws:PrincipalIsAWSService false and BoolIfExists kms:GrantIsForAWSResource false.
          queue-policy-removed | WriterFailureQueuePolicy/removed | WriterFailureQueuePolicy (AWS::SQS::QueuePolicy): would be removed from the stack and deleted, with what it holds; denials would be lifted: Deny sqs:* to everyone on arn:aws:sqs:us-east-1:111122223333:acme-stage-writer-failures if Bool aws:SecureTransport false.
          memory-change-without-version | WriterFunction/version | WriterFunction (AWS::Lambda::Function): MemorySize would change without a new version; its alias keeps the old one.
          unknown-type-replaced | Archive/replaced | Archive (Acme::Storage::Archive): would be replaced by an empty one because of Name and deleted, with what it holds.
          nested-stack | Nested/changed | Nested (AWS::CloudFormation::Stack): what changes in a nested stack is not shown here.
          drift-reverted | WriterLogGroup/RetentionInDays | WriterLogGroup (AWS::Logs::LogGroup): RetentionInDays would change: 30 -> 14 (harmless only when it becomes no less).
          drift-taken-over | ItemsKey/KeyPolicy | ItemsKey (AWS::KMS::Key): its policy would newly say: Allow kms:Decrypt to everyone on *.
          dynamic-reference | WriterErrorsAlarm/AlarmActions | WriterErrorsAlarm (AWS::CloudWatch::Alarm): AlarmActions would change: [arn:aws:sns:us-east-1:111122223333:operators] -> [{{resolve:ssm:/acme/alarm-topic}}] (harmless only when the list keeps what it has, and only topics of the account come).
          decided-on-execution | ItemsTable/undecided | ItemsTable (AWS::DynamoDB::Table): CloudFormation cannot say before what would happen to it.
          """)
  void dangerousChangeSet_isFoundAndSaidInOneSentence(String name, String id, String sentence)
      throws Unreadable {
    assertThat(Guard.judge(Saved.changeSet(name)))
        .singleElement()
        .extracting(Finding::id, Finding::sentence)
        .containsExactly(id, sentence);
  }

  @Test
  void removedKey_isFoundWithItsAliasAndTheTableThatLosesIt() throws Unreadable {
    assertThat(Guard.judge(Saved.changeSet("key-removed")))
        .extracting(Finding::id)
        .containsExactly(
            "ItemsKey/removed", "ItemsKeyAlias/removed", "ItemsTable/SSESpecification");
  }

  @Test
  void changeSetWithoutPropertyValues_isUnreadable() {
    assertThatThrownBy(() -> Guard.judge(Saved.changeSet("without-property-values")))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("use --include-property-values");
  }
}
