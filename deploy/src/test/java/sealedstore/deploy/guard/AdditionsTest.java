package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.guard.Changes.added;
import static sealedstore.deploy.guard.Changes.found;
import static sealedstore.deploy.guard.Changes.modified;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdditionsTest {

  private static final String ROLE =
      "{'AssumeRolePolicyDocument': {'Statement': {'Effect': 'Allow', 'Action': 'sts:AssumeRole',"
          + " 'Principal': %s}}, 'Policies': [{'PolicyName': 'p', 'PolicyDocument': {'Statement':"
          + " {'Effect': '%s', %s, %s}}}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::CloudWatch::Alarm | {'AlarmActions': ['arn:aws:sns:us-east-1:111122223333:t']} |
          AWS::CloudWatch::Alarm | {'AlarmActions': ['arn:aws:sns:us-east-1:999988887777:t']} | AlarmActions
          AWS::CloudWatch::Alarm | {'AlarmActions': ['****']} | AlarmActions
          AWS::CloudWatch::Alarm | {'Tags': [{'Key': 'Owner', 'Value': 'arn:aws:iam::999988887777:root'}]} |
          AWS::DynamoDB::Table | {'DeletionProtectionEnabled': 'true', 'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': 'true'}, 'SSESpecification': {'SSEEnabled': 'true'}} |
          AWS::DynamoDB::Table | {'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': 'true'}, 'SSESpecification': {'SSEEnabled': 'true'}} | DeletionProtectionEnabled
          AWS::KMS::Key | {} | EnableKeyRotation
          AWS::KMS::Key | {'EnableKeyRotation': 'true', 'KeyPolicy': '{'} | KeyPolicy
          AWS::SNS::Topic | {'Subscription': [{'Protocol': 'email'}]} | Subscription
          AWS::SQS::QueuePolicy | {'Queues': ['https://sqs.us-east-1.amazonaws.com/111122223333/old']} | added
          AWS::Lambda::Function | {'Role': 'arn:aws:iam::111122223333:role/Admin'} | Role
          AWS::Lambda::Function | {'Layers': ['a']} | Layers
          AWS::Lambda::Function | {'FileSystemConfigs': [{'Arn': 'a'}]} | FileSystemConfigs
          AWS::Lambda::Function | {'FunctionName': 'Admin', 'Role': 'arn:aws:iam::111122223333:role/Admin'} | Role
          AWS::Lambda::Function | {'Code': {'ImageUri': '999988887777.dkr.ecr.us-east-1.amazonaws.com/x'}} | Code
          AWS::DynamoDB::Table | {'DeletionProtectionEnabled': 'true', 'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': 'true'}, 'SSESpecification': {'SSEEnabled': 'true'}, 'KinesisStreamSpecification': {'StreamArn': 'arn:aws:kinesis:us-east-1:111122223333:stream/s'}} | KinesisStreamSpecification
          AWS::CloudWatch::Alarm | {'ActionsEnabled': 'false'} | ActionsEnabled
          AWS::CloudWatch::Alarm | {'ActionsEnabled': 'true', 'Threshold': '1'} |
          AWS::Events::Rule | {'State': 'DISABLED'} | State
          AWS::Lambda::Permission | {'Principal': '*'} | added
          AWS::Lambda::Url | {'AuthType': 'NONE'} | added
          AWS::IAM::Role | {'ManagedPolicyArns': ['arn:aws:iam::aws:policy/ReadOnlyAccess']} | ManagedPolicyArns
          Acme::Unknown::Type | {} | added
          """)
  void addedResource_isHarmlessWhereItOpensNothing(String type, String properties, String about)
      throws Unreadable {
    assertThat(found(added("R", type, properties)))
        .isEqualTo(about == null ? List.of() : List.of("R/" + about));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:PutItem' | 'Resource': 'arn:aws:dynamodb:us-east-1:111122223333:table/items' |
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:PutItem' | 'Resource': '{{changeSet:KNOWN_AFTER_APPLY}}' |
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:PutItem' | 'Resource': '{{changeSet:KNOWN_AFTER_APPLY}}/index/*' |
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:PutItem' | 'Resource': '{{changeSet:KNOWN_AFTER_APPLY}}*' | Policies
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:PutItem' | 'Resource': 'arn:aws:*:{{changeSet:KNOWN_AFTER_APPLY}}' | Policies
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': ['xray:PutTraceSegments'] | 'Resource': '*' |
          {'Service': 'lambda.amazonaws.com'} | Deny  | 'Action': '*' | 'Resource': '*' |
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:GetItem' | 'Resource': 'arn:aws:dynamodb:us-east-1:111122223333:table/items/index/*' |
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:GetItem' | 'Resource': 'arn:aws:dynamodb:us-east-1:111122223333:table/old' | Policies
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:GetItem' | 'Resource': 'arn:aws:dynamodb:eu-west-1:111122223333:table/items' | Policies
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'sqs:SendMessage' | 'Resource': 'arn:aws:sqs:us-east-1:111122223333:items' | Policies
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 'dynamodb:GetItem' | 'Resource': 'arn:aws:dynamodb:*:111122223333:table/items' | Policies
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 's3:GetObject' | 'Resource': '*' | Policies
          {'Service': 'lambda.amazonaws.com'} | Allow | 'NotAction': 'iam:*' | 'Resource': '{{changeSet:KNOWN_AFTER_APPLY}}' | Policies
          {'Service': 'lambda.amazonaws.com'} | Allow | 'Action': 's3:GetObject' | 'NotResource': 'a' | Policies
          {'AWS': '111122223333'} | Allow | 'Action': ['xray:PutTraceSegments'] | 'Resource': '*' | AssumeRolePolicyDocument
          """)
  void addedRole_isHarmlessWhereItOpensOnlyWhatIsNew(
      String principal, String effect, String action, String resource, String about)
      throws Unreadable {
    var table =
        added(
            "Table",
            "AWS::DynamoDB::Table",
            "{'TableName': 'items', 'DeletionProtectionEnabled': 'true',"
                + " 'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': 'true'},"
                + " 'SSESpecification': {'SSEEnabled': 'true'}}");
    var role = added("R", "AWS::IAM::Role", ROLE.formatted(principal, effect, action, resource));

    assertThat(found(table, role)).isEqualTo(about == null ? List.of() : List.of("R/" + about));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Principal': {'AWS': 'arn:aws:iam::111122223333:root'} | true
          'Principal': {'AWS': '{{changeSet:KNOWN_AFTER_APPLY}}'} | true
          'Principal': {'Service': 'sns.amazonaws.com'}, 'Condition': {'StringEquals': {'aws:SourceAccount': '111122223333'}} | true
          'Principal': {'Service': 'sns.amazonaws.com'}, 'Condition': {'ArnLike': {'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:*'}} | true
          'Principal': '*', 'Condition': {'StringEquals': {'aws:PrincipalAccount': '111122223333'}} | true
          'Principal': '*' | false
          'Principal': {'AWS': '*'}, 'Condition': {'StringEqualsIfExists': {'aws:PrincipalAccount': '111122223333'}} | false
          'Principal': {'AWS': '*'}, 'Condition': {'StringEquals': {'aws:SourceAccount': '111122223333'}} | false
          'Principal': {'Service': 'sns.amazonaws.com'} | false
          'Principal': {'Service': 'sns.amazonaws.com'}, 'Condition': {'ArnLike': {'aws:SourceArn': 'arn:aws:*:us-east-1:111122223333:*'}} | false
          'Principal': {'Service': 'sns.amazonaws.com'}, 'Condition': {'StringNotEquals': {'aws:SourceAccount': '111122223333'}} | false
          'Principal': {'Federated': 'cognito-identity.amazonaws.com'} | false
          'NotPrincipal': {'AWS': 'arn:aws:iam::111122223333:root'} | false
          """)
  void policyOfANewQueue_isHarmlessForTheOwnAccount(String who, boolean harmless)
      throws Unreadable {
    var queue = added("Queue", "AWS::SQS::Queue", "{'QueueName': 'q'}");
    var policy =
        added(
            "R",
            "AWS::SQS::QueuePolicy",
            "{'Queues': ['https://sqs.us-east-1.amazonaws.com/111122223333/q'], 'PolicyDocument':"
                + " {'Statement': {'Effect': 'Allow', 'Action': 'sqs:SendMessage', 'Resource': '*',"
                + " "
                + who
                + "}}}");

    assertThat(found(queue, policy).isEmpty()).isEqualTo(harmless);
  }

  @Test
  void policyThatRefersToAResource_isNotSurelyOfANewOneBesideAnyChange() throws Unreadable {
    var role =
        added(
            "R",
            "AWS::IAM::Role",
            ROLE.formatted(
                "{'Service': 'lambda.amazonaws.com'}",
                "Allow",
                "'Action': 'dynamodb:GetItem'",
                "'Resource': '{{changeSet:KNOWN_AFTER_APPLY}}'"));
    var table = modified("T", "AWS::DynamoDB::Table", "False", "{}", "{'TableClass': 'a'}");

    assertThat(found(role)).isEmpty();
    assertThat(found(role, table)).containsExactly("R/Policies");
  }

  @Test
  void referenceBesideChangesOfTheSameType_isNotSurelyToANewOne() throws Unreadable {
    var function =
        added("R", "AWS::Lambda::Function", "{'Role': '{{changeSet:KNOWN_AFTER_APPLY}}'}");
    var role = added("Role", "AWS::IAM::Role", "{}");
    var table = modified("T", "AWS::DynamoDB::Table", "False", "{}", "{'TableClass': 'a'}");
    var other = modified("Other", "AWS::IAM::Role", "False", "{}", "{'Description': 'a'}");
    var custom = added("C", "Custom::Thing", "{}");

    assertThat(found(role, function, table)).isEmpty();
    assertThat(found(function, table)).containsExactly("R/Role");
    assertThat(found(role, function, other)).containsExactly("R/Role");
    assertThat(found(role, function, custom)).containsExactly("R/Role", "C/added");
  }
}
