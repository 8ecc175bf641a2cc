package sealedstore.deploy.restore;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Stops the writer by a reserved concurrency of 0, which sends asynchronous events to the failure
 * queue at once. The setting of before is kept in a tag of the restored table, for a later run.
 *
 * @param record ARN of the restored table
 */
record WriteStop(
    LambdaClient lambda, DynamoDbClient dynamoDb, String writer, String record, Waiting waiting) {

  private static final String TAG = TableSettings.OWN_TAG + "writer-concurrency";
  private static final String NONE = "none";

  /** With 3 s between two looks, the writer's timeout of 30 s. */
  private static final int LOOKS = 10;

  /** Stops it, and waits until invocations that had begun have ended. */
  void stop() {
    if (before().isEmpty()) {
      Integer reserved =
          waiting.call(
              () ->
                  lambda
                      .getFunctionConcurrency(it -> it.functionName(writer))
                      .reservedConcurrentExecutions());
      var tag = Tag.builder().key(TAG).value(reserved == null ? NONE : reserved.toString()).build();
      waiting.call(() -> dynamoDb.tagResource(it -> it.resourceArn(record).tags(tag)));
    }
    reserve(0);
    for (int look = 0; look < LOOKS; look++) {
      waiting.rest();
    }
  }

  /** Whether it was stopped by this command, and not started again. */
  boolean isStopped() {
    return before().isPresent();
  }

  /** Lets it write again. */
  void resume() {
    before()
        .ifPresent(
            value -> {
              if (value.equals(NONE)) {
                waiting.call(() -> lambda.deleteFunctionConcurrency(it -> it.functionName(writer)));
              } else {
                reserve(Integer.parseInt(value));
              }
              waiting.call(() -> dynamoDb.untagResource(it -> it.resourceArn(record).tagKeys(TAG)));
            });
  }

  private void reserve(int executions) {
    waiting.call(
        () ->
            lambda.putFunctionConcurrency(
                it -> it.functionName(writer).reservedConcurrentExecutions(executions)));
  }

  private Optional<String> before() {
    return waiting.call(
        () ->
            TableSettings.allTags(dynamoDb, record)
                .filter(tag -> tag.key().equals(TAG))
                .map(Tag::value)
                .findFirst());
  }
}
