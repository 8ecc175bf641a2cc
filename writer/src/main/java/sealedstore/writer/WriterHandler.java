package sealedstore.writer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.micronaut.context.BeanContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.crac.Core;
import org.crac.Resource;
import sealedstore.items.dynamodb.FunctionContext;
import sealedstore.items.event.Answer;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.log.CallLog;
import sealedstore.items.snapstart.DynamoDbConnection;
import sealedstore.items.snapstart.Priming;
import sealedstore.items.snapstart.PrimingContext;

/** Lambda's entry to the writer. */
public final class WriterHandler implements RequestStreamHandler, Resource {

  private static final String PRIMING_EVENT =
      """
      {"id": "priming", "data": {"text": "é", "number": 1.5, "list": [true, null, {}]},
       "expiresAt": 4102444800}""";

  private final ItemWriter writer;
  private final DynamoDbConnection connection;
  private final CallLog log = new CallLog();

  /** Called by Lambda's runtime during init. */
  public WriterHandler() {
    this(FunctionContext.start());
    // It keeps no handler alive; Lambda's runtime does.
    Core.getGlobalContext().register(this);
  }

  WriterHandler(BeanContext context) {
    this(context.getBean(ItemWriter.class), context.getBean(DynamoDbConnection.class));
  }

  WriterHandler(ItemWriter writer, DynamoDbConnection connection) {
    this.writer = writer;
    this.connection = connection;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    log.around(context, () -> answer(input, context.getAwsRequestId())).writeTo(output);
  }

  private Answer answer(InputStream input, String requestId) throws IOException {
    try {
      return switch (writer.write(WriteEvent.read(input), requestId)) {
        case WriteOutcome.Written(var item) -> Answer.written(item);
        case WriteOutcome.AlreadyExists() -> Answer.exists();
        case WriteOutcome.TooLarge(long bytes) -> Answer.tooLarge(bytes);
      };
    } catch (InvalidEvent e) {
      return Answer.invalid(e);
    }
  }

  /**
   * Before the SnapStart snapshot: all that a write does, and nothing is stored. The local write
   * seems to succeed; DynamoDB refuses the others.
   */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    // First what loads classes: a class loaded later undoes compiled code.
    Priming.attemptRequests("PutItem", this::request);
    writer.primeLocally(
        local -> {
          var handler = new WriterHandler(local, connection);
          return () ->
              handler.handleRequest(event(), OutputStream.nullOutputStream(), new PrimingContext());
        });
    connection.prime(this::request);
  }

  private void request(Priming.Way way) throws InvalidEvent, IOException {
    writer.prime(WriteEvent.read(event()), way);
  }

  private static InputStream event() {
    return new ByteArrayInputStream(PRIMING_EVENT.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    connection.renew(this::request);
  }
}
