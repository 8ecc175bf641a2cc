package sealedstore.reader;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.InputStream;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.item.ItemId;
import sealedstore.items.snapstart.FunctionPriming;
import sealedstore.items.snapstart.RequestOptions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Rehearses reads for SnapStart. The reads in this process find an item; DynamoDB has none under
 * the priming id, and at a stack's first deployment not even the table.
 */
final class ReaderPriming extends FunctionPriming {

  private static final SampleCall READ =
      new SampleCall(
          "GetItem",
          "a read that finds an item",
          "{\"id\": \"priming\", \"consistent\": false}",
          """
          {"Item": {"id": {"S": "priming"}, "source": {"S": "lambda1"}, "requestId": {"S": "priming"},
           "data": {"M": {"text": {"S": "é"}, "number": {"N": "1.5"},
           "list": {"L": [{"BOOL": true}, {"NULL": true}]}}}, "expiresAt": {"N": "4102444800"}}}""");

  private final ItemReader reader;
  private final DynamoDbClient dynamoDb;

  ReaderPriming(BeanContext context) {
    this(context.getBean(ItemReader.class), context.getBean(DynamoDbClient.class));
  }

  /**
   * @param dynamoDb the reader's client
   */
  private ReaderPriming(ItemReader reader, DynamoDbClient dynamoDb) {
    super(READ, dynamoDb);
    this.reader = reader;
    this.dynamoDb = dynamoDb;
  }

  @Override
  protected void send(InputStream event, RequestOptions options) throws InvalidEvent, IOException {
    boolean consistent = ReadEvent.read(event).consistent();
    var get = reader.request(new ReadEvent(ItemId.PRIMING, consistent)).toBuilder();
    dynamoDb.getItem(get.overrideConfiguration(options).build());
  }

  @Override
  protected RequestStreamHandler handler(DynamoDbClient local) {
    return new ReaderHandler(reader.with(local), this);
  }
}
