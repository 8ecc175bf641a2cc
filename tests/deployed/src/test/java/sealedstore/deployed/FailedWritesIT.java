package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Asynchronous writes that fail wait in the queue, and make redrive writes them again. */
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
@ResourceLock(Shared.PERMISSIONS)
class FailedWritesIT {

  private static final Stack STACK = Stack.underTest();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The limit of an item's size, minus the size of the other attributes. */
  private static final int FILLER = 409_600 - 300;

  /** More digits than a double has. */
  private static final String LONG_NUMBER = "1234567890123456789.0123456789";

  @AutoClose private static final LambdaClient LAMBDA = LambdaClient.create();
  @AutoClose private static final SqsClient SQS = SqsClient.create();
  @AutoClose private static final DynamoDbClient DYNAMO_DB = DynamoDbClient.create();

  @AutoClose private WithoutPermission failingWriter;

  @BeforeEach
  void letTheWriterFail() {
    failingWriter =
        new WithoutPermission(STACK.outputs().get("WriterRoleArn"), "writer", "dynamodb:PutItem");
  }

  @Test
  void failedWriteWaitsInTheQueueAndIsWrittenAgain() {
    String id = "redriven-" + UUID.randomUUID();
    send("{\"id\":\"%s\",\"data\":{\"n\":%s}}".formatted(id, LONG_NUMBER));
    awaitOneMessage();
    assertThat(stored(id)).isEmpty();

    String listed = redrive("LIST=1");
    assertThat(listed).contains("1 waiting").doesNotContain(id);

    failingWriter.restore();
    assertThat(redrive()).contains("1 written");
    assertThat(stored(id).get("data").m())
        .containsExactly(Map.entry("n", AttributeValue.fromN(LONG_NUMBER)));
    assertThat(redrive("LIST=1")).contains("0 waiting");
  }

  @Test
  void largestItemFitsIntoTheQueueAndComesBackWhole() {
    String id = "largest-" + UUID.randomUUID();
    String filler = "x".repeat(FILLER);
    send("{\"id\":\"%s\",\"data\":{\"filler\":\"%s\"}}".formatted(id, filler));
    awaitOneMessage();

    failingWriter.restore();
    assertThat(redrive()).contains("1 written");
    assertThat(stored(id).get("data").m())
        .containsExactly(Map.entry("filler", AttributeValue.fromS(filler)));
  }

  @Test
  void itemThatWasDeletedSinceStaysDeleted() {
    String id = "deleted-" + UUID.randomUUID();
    send("{\"id\":\"%s\",\"data\":{}}".formatted(id));
    awaitOneMessage();

    failingWriter.restore();
    delete(id);

    assertThat(redrive()).contains("superseded: ItemChanged");
    assertThat(stored(id)).containsKey("deletedAt").doesNotContainKey("data");
  }

  @Test
  void eventsSentWhileWritesAreStoppedWaitAtOnceAndAreWrittenAgainByTheSameRules() {
    failingWriter.restore();
    String written = "stopped-" + UUID.randomUUID();
    String deleted = "stopped-" + UUID.randomUUID();
    String writer = STACK.outputs().get("WriterFunctionName");
    LAMBDA.putFunctionConcurrency(r -> r.functionName(writer).reservedConcurrentExecutions(0));
    try {
      send("{\"id\":\"%s\",\"data\":{}}".formatted(written));
      send("{\"id\":\"%s\",\"data\":{}}".formatted(deleted));
      awaitMessages(2);
      assertThat(redrive("LIST=1")).contains("ZeroReservedConcurrency", "2 waiting");
      assertThat(stored(written)).isEmpty();
    } finally {
      LAMBDA.deleteFunctionConcurrency(r -> r.functionName(writer));
    }
    delete(deleted);

    assertThat(redrive()).contains("superseded: ItemChanged", "1 written, 1 superseded, 0 waiting");
    assertThat(stored(written)).containsKey("data");
    assertThat(stored(deleted)).containsKey("deletedAt").doesNotContainKey("data");
  }

  private static void delete(String id) {
    String event = "{\"id\":\"%s\",\"delete\":true}".formatted(id);
    LAMBDA.invoke(
        r ->
            r.functionName(STACK.outputs().get("WriterAliasArn"))
                .payload(SdkBytes.fromUtf8String(event)));
  }

  private static void send(String event) {
    int status =
        LAMBDA
            .invoke(
                r ->
                    r.functionName(STACK.outputs().get("WriterAliasArn"))
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(event)))
            .statusCode();
    assertThat(status).isEqualTo(202);
  }

  private static void awaitOneMessage() {
    awaitMessages(1);
  }

  private static void awaitMessages(int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        SQS.getQueueAttributes(
                                r ->
                                    r.queueUrl(STACK.outputs().get("WriterFailureQueueUrl"))
                                        .attributeNames(
                                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                            .attributes()
                            .values())
                    .containsExactly(Integer.toString(count)));
  }

  private static String redrive(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("make", "--no-print-directory", "redrive", "STACK=" + STACK.name()));
    command.addAll(List.of(options));
    Command done = Command.run(environment -> {}, command);
    assertThat(done.status()).as(done.errors()).isZero();
    return done.output();
  }

  private static Map<String, AttributeValue> stored(String id) {
    return DYNAMO_DB
        .getItem(
            r ->
                r.tableName(STACK.outputs().get("TableName"))
                    .key(Map.of("id", AttributeValue.fromS(id)))
                    .consistentRead(true))
        .item();
  }
}
