package sealedstore.writer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import sealedstore.items.Answer;
import sealedstore.items.CallLog;
import sealedstore.items.FunctionContext;
import sealedstore.items.InvalidEvent;

/** Lambda's entry to the writer. */
public final class WriterHandler implements RequestStreamHandler {

  private final ItemWriter writer;
  private final CallLog log = new CallLog();

  /** Called by Lambda's runtime during init. */
  public WriterHandler() {
    this(FunctionContext.start().getBean(ItemWriter.class));
  }

  WriterHandler(ItemWriter writer) {
    this.writer = writer;
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
}
