package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

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
        "role-replaced",
        "key-policy-widened",
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
          table-replaced | ItemsTable (AWS::DynamoDB::Table): would be replaced by an empty one because of AttributeDefinitions and KeySchema; what it holds stays, outside of the stack.
          table-replaced-and-deleted | ItemsTable (AWS::DynamoDB::Table): would be replaced by an empty one because of TableName and deleted with all it holds.
          table-replaced-conditionally | ItemsTable (AWS::DynamoDB::Table): may be replaced by an empty one because of KeySchema; what it holds stays, outside of the stack.
          log-group-removed | WriterLogGroup (AWS::Logs::LogGroup): would be removed from the stack and deleted with all it holds.
          volume-removed | Disk (AWS::EC2::Volume): would be removed from the stack and deleted but for a snapshot.
          point-in-time-recovery-off | ItemsTable (AWS::DynamoDB::Table): point-in-time recovery would be switched off: true -> false (PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).
          deletion-protection-removed | ItemsTable (AWS::DynamoDB::Table): deletion protection would be switched off: true -> (none) (DeletionProtectionEnabled).
          deletion-policy-removed | ItemsTable (AWS::DynamoDB::Table): DeletionPolicy would no longer keep it.
          retention-shorter | WriterLogGroup (AWS::Logs::LogGroup): the days that logs are kept would become fewer: 14 -> 7 (RetentionInDays).
          rotation-off | ItemsKey (AWS::KMS::Key): rotation of the key would be switched off: true -> false (EnableKeyRotation).
          key-policy-for-everyone | ItemsKey (AWS::KMS::Key): its policy would newly say: Allow kms:Decrypt to everyone on *.
          role-for-everything | WriterRole (AWS::IAM::Role): its policy would newly say: Allow * on *.
          denial-lifted | ItemsKey (AWS::KMS::Key): a denial would be lifted: Deny kms:CreateGrant to everyone on * if BoolIfExists aws:PrincipalIsAWSService false and kms:GrantIsForAWSResource false.
          queue-policy-removed | WriterFailureQueuePolicy (AWS::SQS::QueuePolicy): a denial would be lifted: Deny sqs:* to everyone on arn:aws:sqs:us-east-1:111122223333:acme-stage-writer-failures if Bool aws:SecureTransport false.
          memory-change-without-version | WriterFunction (AWS::Lambda::Function): MemorySize would change and no new version be published, so that its alias keeps the old one.
          unknown-type-replaced | Archive (Acme::Storage::Archive): would be replaced by an empty one because of Name and deleted with all it holds; this command does not know what is lost with this type.
          nested-stack | Nested (AWS::CloudFormation::Stack): a nested stack would change, and what changes in it is not shown here.
          decided-on-execution | ItemsTable (AWS::DynamoDB::Table): CloudFormation cannot say before what would happen to it.
          """)
  void dangerousChangeSet_isFoundAndSaidInOneSentence(String name, String sentence)
      throws Unreadable {
    assertThat(Guard.judge(Saved.changeSet(name)))
        .extracting(Finding::sentence)
        .containsExactly(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key-removed"})
  void removedKey_isFoundAndSoIsTheTableThatLosesIt(String name) throws Unreadable {
    assertThat(Guard.judge(Saved.changeSet(name)))
        .extracting(Finding::resource)
        .containsExactly("ItemsKey", "ItemsTable");
  }
}
