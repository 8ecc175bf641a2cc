package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

@Acceptance
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
class TableIT {

  private static final Stack STACK = Stack.underTest();
  private static final String NAME = STACK.outputs().get("TableName");
  private static DynamoDbClient dynamoDb;
  private static TableDescription table;

  @BeforeAll
  static void describe() {
    dynamoDb = DynamoDbClient.create();
    table = dynamoDb.describeTable(r -> r.tableName(NAME)).table();
  }

  @AfterAll
  static void disconnect() {
    dynamoDb.close();
  }

  @Test
  void nameAndArnFollowTheRuleForNames() {
    assertThat(NAME).isEqualTo(STACK.prefix() + "-items");
    assertThat(table.tableArn()).isEqualTo(STACK.outputs().get("TableArn"));
  }

  @Test
  void keyIsTheId() {
    assertThat(table.keySchema())
        .containsExactly(
            KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build());
    assertThat(table.attributeDefinitions())
        .containsExactly(
            AttributeDefinition.builder()
                .attributeName("id")
                .attributeType(ScalarAttributeType.S)
                .build());
  }

  @Test
  void capacityIsAsTheParametersSay() {
    assertThat(table.provisionedThroughput().readCapacityUnits())
        .hasToString(STACK.parameters().get("ReadCapacity"));
    assertThat(table.provisionedThroughput().writeCapacityUnits())
        .hasToString(STACK.parameters().get("WriteCapacity"));
  }

  @Test
  void tableIsEncryptedByTheStacksKey() {
    assertThat(table.sseDescription().status()).isEqualTo(SSEStatus.ENABLED);
    assertThat(table.sseDescription().sseType()).isEqualTo(SSEType.KMS);
    assertThat(table.sseDescription().kmsMasterKeyArn()).isEqualTo(STACK.outputs().get("KeyArn"));
  }

  @Test
  void tableCanBeRestoredToAnyOfTheLast35Days() {
    var recovery =
        dynamoDb
            .describeContinuousBackups(r -> r.tableName(NAME))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription();

    assertThat(recovery.pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    assertThat(recovery.recoveryPeriodInDays()).isEqualTo(35);
  }

  @Test
  void tableIsProtectedFromDeletion() {
    assertThat(table.deletionProtectionEnabled()).isTrue();
  }

  @Test
  void itemsExpire() {
    var timeToLive = dynamoDb.describeTimeToLive(r -> r.tableName(NAME)).timeToLiveDescription();

    assertThat(timeToLive.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(timeToLive.attributeName()).isEqualTo("expiresAt");
  }

  @Test
  void tableIsTagged() {
    assertThat(
            dynamoDb.listTagsOfResource(r -> r.resourceArn(table.tableArn())).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)))
        .containsAllEntriesOf(STACK.tags());
  }
}
