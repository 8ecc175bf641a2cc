package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.guard.Changes.added;
import static sealedstore.deploy.guard.Changes.caused;
import static sealedstore.deploy.guard.Changes.found;
import static sealedstore.deploy.guard.Changes.modified;
import static sealedstore.deploy.guard.Changes.removed;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.deploy.guard.value.Value;

class PropertiesTest {

  private static final String KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/key";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::DynamoDB::Table | {'BillingMode': 'PROVISIONED'} | {'BillingMode': 'PAY_PER_REQUEST'}
          AWS::DynamoDB::Table | {'DeletionProtectionEnabled': 'false'} | {'DeletionProtectionEnabled': 'True'}
          AWS::DynamoDB::Table | {'PointInTimeRecoverySpecification': {'RecoveryPeriodInDays': '7'}} | {}
          AWS::KMS::Key | {'RotationPeriodInDays': '365'} | {'RotationPeriodInDays': '90'}
          AWS::KMS::Key | {'PendingWindowInDays': '7'} | {}
          AWS::KMS::Key | {'Enabled': 'false'} | {'Enabled': 'true'}
          AWS::Logs::LogGroup | {} | {'KmsKeyId': 'arn:aws:kms:us-east-1:111122223333:key/1'}
          AWS::SQS::Queue | {'MessageRetentionPeriod': '60'} | {'MessageRetentionPeriod': '1209600'}
          AWS::Logs::LogGroup | {'RetentionInDays': '14'} | {}
          AWS::Logs::LogGroup | {'DeletionProtectionEnabled': 'true'} | {'DeletionProtectionEnabled': 'true', 'Tags': [{'Key': 'a', 'Value': 'b'}]}
          AWS::Logs::MetricFilter | {'FilterPattern': 'a'} | {'FilterPattern': 'b'}
          AWS::IAM::Role | {} | {'PermissionsBoundary': 'arn:aws:iam::111122223333:policy/boundary'}
          AWS::IAM::Role | {'ManagedPolicyArns': ['arn:aws:iam::aws:policy/ReadOnlyAccess']} | {}
          AWS::IAM::Role | {'Description': 'a'} | {'Description': '{{changeSet:KNOWN_AFTER_APPLY}}'}
          AWS::CloudWatch::Alarm | {} | {'AlarmActions': ['arn:aws:sns:us-east-1:111122223333:t']}
          AWS::CloudWatch::Alarm | {'ActionsEnabled': 'false'} | {}
          AWS::Events::Rule | {'State': 'DISABLED'} | {'State': 'ENABLED'}
          AWS::Lambda::EventInvokeConfig | {'MaximumRetryAttempts': '0'} | {'MaximumRetryAttempts': '2'}
          AWS::CloudWatch::Dashboard | {'DashboardBody': 'a'} | {'DashboardBody': '{{changeSet:KNOWN_AFTER_APPLY}}'}
          Acme::Unknown::Type | {'Tags': []} | {'Tags': [{'Key': 'a', 'Value': 'b'}]}
          """)
  void harmlessChange_isNotFound(String type, String before, String after) throws Unreadable {
    assertThat(found(modified(type, before, after))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::DynamoDB::Table | {} | {'StreamSpecification': {'StreamViewType': 'NEW_IMAGE'}} | StreamSpecification
          AWS::DynamoDB::Table | {} | {'TimeToLiveSpecification': {'Enabled': 'true', 'AttributeName': 'a'}} | TimeToLiveSpecification
          AWS::DynamoDB::Table | {'PointInTimeRecoverySpecification': {'RecoveryPeriodInDays': '35'}} | {'PointInTimeRecoverySpecification': {'RecoveryPeriodInDays': '{{changeSet:KNOWN_AFTER_APPLY}}'}} | PointInTimeRecoverySpecification
          AWS::DynamoDB::Table | {'Tags': [{'Key': 'a', 'Value': 'b'}]} | {'Tags': [{'Key': 'a', 'Value': '****'}]} | Tags
          AWS::DynamoDB::Table | {'SSESpecification': {'SSEEnabled': 'true'}} | {'SSESpecification': {'SSEEnabled': ['true']}} | SSESpecification
          AWS::SQS::Queue | {} | {'KmsMasterKeyId': 'arn:aws:kms:us-east-1:111122223333:key/1'} | KmsMasterKeyId
          AWS::Logs::LogGroup | {} | {'KmsKeyId': 'arn:aws:kms:us-east-1:999988887777:key/1'} | KmsKeyId
          AWS::Logs::LogGroup | {} | {'KmsKeyId': '{{resolve:ssm:/key}}'} | KmsKeyId
          AWS::SQS::Queue | {'MessageRetentionPeriod': '1209600'} | {} | MessageRetentionPeriod
          AWS::SQS::Queue | {'MessageRetentionPeriod': '60'} | {'MessageRetentionPeriod': 'many'} | MessageRetentionPeriod
          AWS::Logs::LogGroup | {} | {'RetentionInDays': '3653'} | RetentionInDays
          AWS::Logs::LogGroup | {'DeletionProtectionEnabled': 'true'} | {} | DeletionProtectionEnabled
          AWS::Logs::MetricFilter | {'FilterPattern': 'a', 'MetricTransformations': [{'MetricName': 'RefusedEvents'}]} | {'FilterPattern': 'b', 'MetricTransformations': [{'MetricName': 'RefusedEvents'}]} | FilterPattern
          AWS::Logs::MetricFilter | {'MetricTransformations': [{'MetricName': 'RefusedEvents'}]} | {'MetricTransformations': [{'MetricName': 'X'}]} | MetricTransformations
          AWS::IAM::Role | {'PermissionsBoundary': 'arn:aws:iam::111122223333:policy/boundary'} | {} | PermissionsBoundary
          AWS::IAM::Role | {} | {'ManagedPolicyArns': ['arn:aws:iam::aws:policy/AdministratorAccess']} | ManagedPolicyArns
          AWS::IAM::Role | {'ManagedPolicyArns': ['arn:aws:iam::aws:policy/AWSDenyAll']} | {} | ManagedPolicyArns
          AWS::IAM::Role | {'ManagedPolicyArns': ['arn:aws:iam::111122223333:policy/p']} | {} | ManagedPolicyArns
          AWS::IAM::Role | {'ManagedPolicyArns': ['arn:aws:iam::aws:policy/ReadOnlyAccess']} | {'ManagedPolicyArns': ['arn:aws:iam::aws:policy/PowerUserAccess']} | ManagedPolicyArns
          AWS::IAM::Role | {} | {'Policies': ['a']} | Policies
          AWS::IAM::Role | {'AssumeRolePolicyDocument': {'Statement': []}} | {'AssumeRolePolicyDocument': '****'} | AssumeRolePolicyDocument
          AWS::CloudWatch::Alarm | {'AlarmActions': ['arn:aws:sns:us-east-1:111122223333:t']} | {} | AlarmActions
          AWS::CloudWatch::Alarm | {} | {'AlarmActions': ['arn:aws:sns:us-east-1:999988887777:t']} | AlarmActions
          AWS::DynamoDB::Table | {'TimeToLiveSpecification': {'Enabled': 'true', 'AttributeName': 'a'}} | {} | TimeToLiveSpecification
          AWS::CloudWatch::Alarm | {} | {'AlarmActions': ['arn:aws:automate:us-east-1:ec2:terminate']} | AlarmActions
          AWS::CloudWatch::Alarm | {'Threshold': '0'} | {'Threshold': '1000'} | Threshold
          AWS::Events::Rule | {'EventPattern': {'source': ['aws.kms']}} | {'EventPattern': {'source': ['aws.ec2']}} | EventPattern
          AWS::Lambda::Alias | {'FunctionVersion': '3'} | {'FunctionVersion': '1'} | FunctionVersion
          Acme::Unknown::Type | {'A': '1'} | {'A': '2'} | A
          """)
  void otherChange_isFoundByItsProperty(String type, String before, String after, String property)
      throws Unreadable {
    assertThat(found(modified(type, before, after))).containsExactly("R/" + property);
  }

  @Test
  void referenceToAResourceThatStays_isHarmless() throws Unreadable {
    assertThat(found(keyChanges(), tableRefersTo(Value.KNOWN_AFTER_APPLY))).isEmpty();
    assertThat(
            found(
                keyChanges(),
                tableRefersTo(
                    Value.KNOWN_AFTER_APPLY,
                    caused("SSESpecification", "Never", "ResourceAttribute", "Key.Arn"))))
        .isEmpty();
  }

  @Test
  void referenceToAnotherResource_isFound() throws Unreadable {
    var fromAnother = caused("SSESpecification", "Never", "ResourceAttribute", "Other.Arn");
    var fromParameter = caused("SSESpecification", "Never", "ParameterReference", "KeyArn");
    var other = added("Other", "AWS::KMS::Key", "{'EnableKeyRotation': 'true'}");
    List<String> table = List.of("Table/SSESpecification");

    assertThat(found(tableRefersTo(Value.KNOWN_AFTER_APPLY))).isEqualTo(table);
    assertThat(found(keyChanges(), other, tableRefersTo(Value.KNOWN_AFTER_APPLY))).isEqualTo(table);
    assertThat(found(keyChanges(), tableRefersTo(Value.KNOWN_AFTER_APPLY, fromAnother)))
        .isEqualTo(table);
    assertThat(found(keyChanges(), tableRefersTo(Value.KNOWN_AFTER_APPLY, fromParameter)))
        .isEqualTo(table);
    assertThat(found(keyChanges(), tableRefersTo("arn:{{changeSet:KNOWN_AFTER_APPLY}}:x")))
        .isEqualTo(table);
    assertThat(
            found(
                keyChanges(),
                modified(
                    "R",
                    "AWS::DynamoDB::Table",
                    "False",
                    "{'SSESpecification': {'KMSMasterKeyId': 'arn:aws:kms:*:111122223333:key/key'}}",
                    "{'SSESpecification': {'KMSMasterKeyId': '{{changeSet:KNOWN_AFTER_APPLY}}'}}")))
        .containsExactly("R/SSESpecification");
  }

  @Test
  void conditionalReplacement_isHarmlessOnlyWhereTheReferenceStays() throws Unreadable {
    var reference = caused("FunctionName", "Always", "ResourceReference", "F");
    var function =
        modified("F", "AWS::Lambda::Function", "False", "{'Tags': []}", "{'Tags': ['a']}");
    var alias =
        modified(
            "A",
            "AWS::Lambda::Alias",
            "Conditional",
            "{'FunctionName': 'f'}",
            "{'FunctionName': 'f'}",
            reference);

    assertThat(found(function, alias)).isEmpty();
    assertThat(found(alias)).containsExactly("A/replaced");
  }

  @Test
  void changeOfWhichTheContextsShowNothing_isFound() throws Unreadable {
    var detail =
        Detail.of(
            "Properties", "KeySchema", "", "Never", "Static", "DirectModification", "", "", "");
    var synced =
        Detail.of("Properties", "KeySchema", "", "Never", "Static", "", "", "SyncWithActual", "");
    var masked = Detail.of("Properties", "Description", "", "Never", "Static", "", "", "", "");
    var policy = Detail.of("DeletionPolicy", "", "", "Never", "Static", "", "", "", "");

    assertThat(found(modified("AWS::DynamoDB::Table", "{}", "{}", detail)))
        .containsExactly("R/KeySchema");
    assertThat(found(modified("AWS::DynamoDB::Table", "{}", "{}", policy)))
        .containsExactly("R/DeletionPolicy");
    assertThat(
            found(
                modified(
                    "AWS::KMS::Key", "{'Description': '****'}", "{'Description': '****'}", masked)))
        .containsExactly("R/Description");
    assertThat(found(modified("AWS::DynamoDB::Table", "{}", "{}", synced))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::Lambda::Version | Retain | {} | true
          AWS::Lambda::Version | Delete | {} | false
          AWS::Lambda::Permission | Delete | {} | true
          AWS::Logs::MetricFilter | Delete | {'FilterPattern': 'a'} | true
          AWS::Logs::MetricFilter | Delete | {'MetricTransformations': [{'MetricName': 'RefusedEvents'}]} | false
          AWS::IAM::RolePolicy | Delete | {'PolicyDocument': {'Statement': {'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'}}} | true
          AWS::IAM::RolePolicy | Delete | {'PolicyDocument': {'Statement': {'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*'}}} | false
          AWS::IAM::RolePolicy | Delete | {'PolicyDocument': 'no JSON'} | false
          AWS::SQS::QueuePolicy | Delete | {'PolicyDocument': {'Statement': []}} | false
          AWS::Events::Rule | Retain | {} | false
          """)
  void removal_isHarmlessWhereTheTableSaysSo(
      String type, String policyAction, String properties, boolean harmless) throws Unreadable {
    assertThat(found(removed(type, policyAction, properties)).isEmpty()).isEqualTo(harmless);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'DeletionPolicy': 'Delete'} | {'DeletionPolicy': 'Retain'} |
          {'Metadata': {'a': 'b'}} | {} |
          {'UpdateReplacePolicy': 'Retain'} | {} | UpdateReplacePolicy
          {'DeletionPolicy': 'RetainExceptOnCreate'} | {'DeletionPolicy': 'Snapshot'} | DeletionPolicy
          {'DeletionPolicy': 'Retain'} | {'DeletionPolicy': 'RetainExceptOnCreate'} |
          {} | {'UpdatePolicy': {'CodeDeployLambdaAliasUpdate': {}}} | UpdatePolicy
          """)
  void attribute_isHarmlessWhereItProtectsAsMuch(String before, String after, String about)
      throws Unreadable {
    for (String action : List.of("Modify", "SyncWithActual")) {
      var change =
          Change.of(
              action,
              "R",
              "r",
              "AWS::DynamoDB::Table",
              "False",
              "",
              List.of(),
              Changes.json(before),
              Changes.json(after),
              Value.ABSENT);

      assertThat(found(change)).isEqualTo(about == null ? List.of() : List.of("R/" + about));
    }
  }

  private static Change keyChanges() throws Unreadable {
    return modified("Key", "AWS::KMS::Key", "False", "{'Description': 'a'}", "{}");
  }

  private static Change tableRefersTo(String key, Detail... details) throws Unreadable {
    String properties = "{'SSESpecification': {'KMSMasterKeyId': '%s'}}";
    return modified(
        "Table",
        "AWS::DynamoDB::Table",
        "False",
        properties.formatted(KEY_ARN),
        properties.formatted(key),
        details);
  }
}
