package sealedstore.reader;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import sealedstore.items.Answer;
import sealedstore.items.CallLog;
import sealedstore.items.FunctionContext;
import sealedstore.items.InvalidEvent;

/** Lambda's entry to the reader. */
public final class ReaderHandler implements RequestStreamHandler {

  private final ItemReader reader;
  private final CallLog log = new CallLog();

  /** Called by Lambda's runtime during init. */
  public ReaderHandler() {
    this(FunctionContext.start().getBean(ItemReader.class));
  }

  ReaderHandler(ItemReader reader) {
    this.reader = reader;
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
