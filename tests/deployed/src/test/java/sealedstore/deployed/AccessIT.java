package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deployed.ItemOperation.GET_ITEM;
import static sealedstore.deployed.ItemOperation.PUT_ITEM;
import static sealedstore.deployed.Refusal.refused;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Real calls with the credentials of real roles. */
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
@ResourceLock(Shared.PERMISSIONS)
class AccessIT {

  private static final Stack STACK = Stack.underTest();
  private static final String TABLE = STACK.outputs().get("TableName");
  private static final String KEY = STACK.outputs().get("KeyArn");
  private static final String QUEUE = STACK.outputs().get("WriterFailureQueueUrl");
  private static final String MESSAGE = "access test";
  private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("access test");

  @AutoClose
  private static final RoleSession WRITER = RoleSession.of(STACK.outputs().get("WriterRoleArn"));

  @AutoClose
  private static final RoleSession READER = RoleSession.of(STACK.outputs().get("ReaderRoleArn"));

  @AfterAll
  static void deleteItem() {
    try (DynamoDbClient administrator = DynamoDbClient.create()) {
      administrator.deleteItem(r -> r.tableName(TABLE).key(ItemOperation.key()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void writerPutsItemsAndDoesNothingElseWithTheTable(ItemOperation operation) {
    assertThat(operation.refused(WRITER.dynamoDb(), TABLE)).isEqualTo(operation != PUT_ITEM);
  }

  @ParameterizedTest
  @EnumSource
  void readerGetsItemsAndDoesNothingElseWithTheTable(ItemOperation operation) {
    assertThat(operation.refused(READER.dynamoDb(), TABLE)).isEqualTo(operation != GET_ITEM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme-prod-items", "globex-dev-items", "acme-dev-items-2"})
  void neitherRoleReachesAnotherTable(String table) {
    assertThat(table).isNotEqualTo(TABLE);
    assertThat(PUT_ITEM.refused(WRITER.dynamoDb(), table)).isTrue();
    assertThat(GET_ITEM.refused(READER.dynamoDb(), table)).isTrue();
  }

  @Test
  void readerGetsWhatTheWriterPut() {
    WRITER.dynamoDb().putItem(r -> r.tableName(TABLE).item(ItemOperation.item()));

    assertThat(READER.dynamoDb().getItem(r -> r.tableName(TABLE).key(ItemOperation.key())).item())
        .isEqualTo(ItemOperation.item());
  }

  @Test
  void onlyTheWriterSendsToTheFailureQueueAndDoesNotReceive() {
    assertThat(refused(() -> send(WRITER.sqs()))).isFalse();
    assertThat(refused(() -> send(READER.sqs()))).isTrue();
    assertThat(refused(() -> WRITER.sqs().receiveMessage(r -> r.queueUrl(QUEUE)))).isTrue();
    deleteMessage();
  }

  @Test
  void neitherRoleUsesTheKeyByItself() {
    for (RoleSession role : List.of(WRITER, READER)) {
      assertThat(refused(() -> role.kms().encrypt(r -> r.keyId(KEY).plaintext(PLAINTEXT))))
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unrelatedRoleReachesItemsOnlyAsAdministratorAndNeverTheKeyByItself(boolean administrator) {
    try (var made = new UnrelatedRole(STACK, administrator);
        var role = RoleSession.of(made.arn())) {
      assertThat(GET_ITEM.refused(role.dynamoDb(), TABLE)).isNotEqualTo(administrator);
      assertThat(refused(() -> role.kms().describeKey(r -> r.keyId(KEY))))
          .isNotEqualTo(administrator);
      assertThat(refused(() -> role.kms().encrypt(r -> r.keyId(KEY).plaintext(PLAINTEXT))))
          .isTrue();
      assertThat(refused(() -> grant(role))).isTrue();
      assertThat(refused(() -> assume(role, "WriterRoleArn"))).isTrue();
      assertThat(refused(() -> assume(role, "ReaderRoleArn"))).isTrue();
    }
  }

  private static void grant(RoleSession role) {
    String reader = STACK.outputs().get("ReaderRoleArn");
    role.kms()
        .createGrant(r -> r.keyId(KEY).granteePrincipal(reader).operations(GrantOperation.DECRYPT));
  }

  private static void assume(RoleSession role, String output) {
    String arn = STACK.outputs().get(output);
    role.sts().assumeRole(r -> r.roleArn(arn).roleSessionName("access-test"));
  }

  private static void send(SqsClient sqs) {
    sqs.sendMessage(r -> r.queueUrl(QUEUE).messageBody(MESSAGE));
  }

  private static void deleteMessage() {
    try (SqsClient sqs = SqsClient.create()) {
      sqs.receiveMessage(r -> r.queueUrl(QUEUE).maxNumberOfMessages(10)).messages().stream()
          .filter(message -> message.body().equals(MESSAGE))
          .forEach(
              message ->
                  sqs.deleteMessage(r -> r.queueUrl(QUEUE).receiptHandle(message.receiptHandle())));
    }
  }
}
