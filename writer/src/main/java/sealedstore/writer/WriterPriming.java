package sealedstore.writer;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.item.ItemId;
import sealedstore.items.snapstart.FunctionPriming;
import sealedstore.items.snapstart.RequestOptions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Rehearses writes for SnapStart and stores nothing: DynamoDB refuses the writes that it is sent,
 * and those that succeed stay in this process.
 */
final class WriterPriming extends FunctionPriming {

  private static final SampleCall WRITE =
      new SampleCall(
          "PutItem",
          "a write that succeeds",
          """
          {"id": "priming", "data": {"text": "é", "number": 1.5, "list": [true, null, {}]},
           "ifMatch": "priming", "expiresAt": 4102444800}""",
          "{}");

  /** Never true, so nothing is stored. */
  private static final String NEVER = "attribute_exists(id) AND attribute_not_exists(id)";

  private final ItemWriter writer;
  private final DynamoDbClient dynamoDb;
  private final Clock clock;

  WriterPriming(BeanContext context) {
    this(
        context.getBean(ItemWriter.class),
        context.getBean(DynamoDbClient.class),
        context.getBean(Clock.class));
  }

  /**
   * @param dynamoDb the writer's client
   */
  WriterPriming(ItemWriter writer, DynamoDbClient dynamoDb, Clock clock) {
    super(WRITE, dynamoDb);
    this.writer = writer;
    this.dynamoDb = dynamoDb;
    this.clock = clock;
  }

  @Override
  protected void send(InputStream event, RequestOptions options) throws InvalidEvent, IOException {
    String requestId = ItemId.PRIMING.value();
    Instant now = clock.instant();
    var write = WriteEvent.read(event, now).withId(ItemId.PRIMING);
    var put = writer.request(write, write.item(requestId, now), requestId, now);
    var never = "(" + put.conditionExpression() + ") AND " + NEVER;
    try {
      dynamoDb.putItem(
          put.toBuilder().conditionExpression(never).overrideConfiguration(options).build());
      throw new IllegalStateException("DynamoDB did a write whose condition is never true");
    } catch (ConditionalCheckFailedException e) {
      // Expected.
    }
  }

  @Override
  protected RequestStreamHandler handler(DynamoDbClient local) {
    return new WriterHandler(writer.with(local), clock, this);
  }
}
