package sealedstore.writer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import org.crac.Core;
import sealedstore.items.dynamodb.FunctionContext;
import sealedstore.items.event.Answer;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.log.CallLog;

/** Lambda's entry to the writer. */
public final class WriterHandler implements RequestStreamHandler {

  private final ItemWriter writer;
  private final Clock clock;
  private final WriterPriming priming;
  private final CallLog log = new CallLog();

  /** Called by Lambda's runtime during init. */
  public WriterHandler() {
    this(FunctionContext.start());
    // CRaC's reference is weak; Lambda's runtime holds the handler, and the handler its priming.
    Core.getGlobalContext().register(priming);
  }

  WriterHandler(BeanContext context) {
    this(
        context.getBean(ItemWriter.class),
        context.getBean(Clock.class),
        new WriterPriming(context));
  }

  WriterHandler(ItemWriter writer, Clock clock, WriterPriming priming) {
    this.writer = writer;
    this.clock = clock;
    this.priming = priming;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    log.around(context, () -> answer(input, context.getAwsRequestId())).writeTo(output);
  }

  private Answer answer(InputStream input, String requestId) throws IOException {
    Instant now = clock.instant();
    try {
      return switch (writer.write(WriteEvent.read(input, now), requestId, now)) {
        case WriteOutcome.Written(var item) -> Answer.written(item);
        case WriteOutcome.Deleted(var id) -> Answer.deleted(id);
        case WriteOutcome.AlreadyExists() -> Answer.exists();
        case WriteOutcome.Changed() -> Answer.changed();
        case WriteOutcome.TooLarge(long bytes) -> Answer.tooLarge(bytes);
      };
    } catch (InvalidEvent e) {
      return Answer.invalid(e);
    }
  }
}
