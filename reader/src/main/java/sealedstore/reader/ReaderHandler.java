package sealedstore.reader;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.crac.Core;
import sealedstore.items.dynamodb.FunctionContext;
import sealedstore.items.event.Answer;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.log.CallLog;

/** Lambda's entry to the reader. */
public final class ReaderHandler implements RequestStreamHandler {

  private final ItemReader reader;
  private final ReaderPriming priming;
  private final CallLog log = new CallLog();

  /** Called by Lambda's runtime during init. */
  public ReaderHandler() {
    this(FunctionContext.start());
    // CRaC's reference is weak; Lambda's runtime holds the handler, and the handler its priming.
    Core.getGlobalContext().register(priming);
  }

  ReaderHandler(BeanContext context) {
    this(context.getBean(ItemReader.class), new ReaderPriming(context));
  }

  ReaderHandler(ItemReader reader, ReaderPriming priming) {
    this.reader = reader;
    this.priming = priming;
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
}
