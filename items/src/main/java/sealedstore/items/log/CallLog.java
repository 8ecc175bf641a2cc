package sealedstore.items.log;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import sealedstore.items.event.Answer;

/**
 * Logs one line of JSON for each call of a function, without item data. The template makes metrics
 * of the fields (docs/reference/logs.md).
 *
 * <p>A handler has one instance, which knows the first call of an execution environment.
 */
public final class CallLog {

  /** How this execution environment started (AWS: "Defined runtime environment variables"). */
  private static final String START =
      "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE")) ? "restore" : "init";

  private final AtomicBoolean warm = new AtomicBoolean();

  /** What a function does with one event. */
  @FunctionalInterface
  public interface Work extends ScopedValue.CallableOp<Answer, IOException> {}

  /** Does the work of one call and logs its outcome. */
  public Answer around(Context context, Work work) throws IOException {
    var facts = new CallFacts(context.getAwsRequestId());
    try {
      Answer answer = ScopedValue.where(CallFacts.OF_THIS_CALL, facts).call(work);
      log(
          context,
          facts,
          answer.outcome(),
          answer.isRefusal() ? LogLevel.WARN : LogLevel.INFO,
          answer);
      return answer;
    } catch (IOException | RuntimeException e) {
      // Lambda logs the exception itself.
      log(context, facts, e.getClass().getSimpleName(), LogLevel.ERROR, null);
      throw e;
    }
  }

  private void log(Context context, CallFacts facts, String outcome, LogLevel level, Answer answer)
      throws IOException {
    LogLine.print(
        context.getLogger(),
        level,
        json -> {
          json.writeStringField("outcome", outcome);
          json.writeStringField("function", context.getFunctionName());
          json.writeStringField("requestId", facts.requestId());
          if (facts.attempts() > 0) {
            json.writeNumberField("attempts", facts.attempts());
            json.writeNumberField("dynamoDbMs", facts.milliseconds());
          }
          if (answer != null && answer.hasItem()) {
            json.writeNumberField("bytes", answer.body().length);
          }
          if (!warm.getAndSet(true)) {
            json.writeStringField("start", START);
          }
        });
  }
}
