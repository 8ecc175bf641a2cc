package sealedstore.reader;

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

/** Lambda's entry to the reader. */
public final class ReaderHandler implements RequestStreamHandler, Resource {

  private static final String PRIMING_EVENT = "{\"id\": \"priming\", \"consistent\": false}";

  private final ItemReader reader;
  private final DynamoDbConnection connection;
  private final CallLog log = new CallLog();

  /** Called by Lambda's runtime during init. */
  public ReaderHandler() {
    this(FunctionContext.start());
    // It keeps no handler alive; Lambda's runtime does.
    Core.getGlobalContext().register(this);
  }

  ReaderHandler(BeanContext context) {
    this(context.getBean(ItemReader.class), context.getBean(DynamoDbConnection.class));
  }

  ReaderHandler(ItemReader reader, DynamoDbConnection connection) {
    this.reader = reader;
    this.connection = connection;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    log.around(context, () -> answer(input)).writeTo(output);
  }

  private Answer answer(InputStream input) throws IOException {
    try {
      return switch (reader.read(ReadEvent.read(input))) {
        case ReadOutcome.Found(var item) -> Answer.item(item);
        case ReadOutcome.Missing() -> Answer.missing();
      };
    } catch (InvalidEvent e) {
      return Answer.invalid(e);
    }
  }

  /**
   * Before the SnapStart snapshot: all that a read does. The local read finds an item; DynamoDB has
   * none under the priming id, and on a stack's first deploy not even the table.
   */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    // First what loads classes: a class loaded later undoes compiled code.
    Priming.attemptRequests("GetItem", this::request);
    reader.primeLocally(
        local -> {
          var handler = new ReaderHandler(local, connection);
          return () ->
              handler.handleRequest(event(), OutputStream.nullOutputStream(), new PrimingContext());
        });
    connection.prime(this::request);
  }

  private void request(Priming.Way way) throws InvalidEvent, IOException {
    reader.prime(ReadEvent.read(event()), way);
  }

  private static InputStream event() {
    return new ByteArrayInputStream(PRIMING_EVENT.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    connection.renew(this::request);
  }
}
