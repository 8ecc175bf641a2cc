package sealedstore.items.log;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Logs the warnings and errors of one class of a library, and nothing at lower levels, where the
 * HTTP client and the SDK print items.
 */
final class LibraryLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  /** An exception and its causes: cause chains can be circular. */
  private static final int MOST_CAUSES = 8;

  LibraryLogger(String name) {
    this.name = name;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
    try {
      LogLine.print(
          LambdaRuntime.getLogger(),
          level == Level.ERROR ? LogLevel.ERROR : LogLevel.WARN,
          json ->
              write(json, MessageFormatter.basicArrayFormat(pattern, plain(arguments)), thrown));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(JsonGenerator json, String message, Throwable thrown) throws IOException {
    // Also escapes unpaired surrogates, on which the generator would fail.
    json.setHighestNonEscapedChar(127);
    json.writeStringField("logger", name);
    json.writeStringField("message", message);
    if (CallFacts.OF_THIS_CALL.isBound()) {
      json.writeStringField("requestId", CallFacts.OF_THIS_CALL.get().requestId());
    }
    if (thrown != null) {
      json.writeArrayFieldStart("exceptions");
      Throwable cause = thrown;
      for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
        json.writeString(cause.getClass().getName());
      }
      json.writeEndArray();
    }
  }

  private static Object[] plain(Object[] arguments) {
    var plain = new Object[arguments == null ? 0 : arguments.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = plain(arguments[i]);
    }
    return plain;
  }

  /**
   * Strings, numbers, booleans, classes; otherwise the type: toString may quote an item or fail.
   */
  private static Object plain(Object argument) {
    return switch (argument) {
      case null -> null;
      case String _, Number _, Boolean _, Class<?> _ -> argument;
      default -> argument.getClass().getName();
    };
  }
}
