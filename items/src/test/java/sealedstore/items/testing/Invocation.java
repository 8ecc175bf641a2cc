package sealedstore.items.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Calls a handler as Lambda's runtime does. */
public final class Invocation {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Invocation() {}

  /**
   * What a handler returned.
   *
   * @param body parsed, numbers exact
   */
  public record Result(int statusCode, JsonNode body) {

    /** The error's code, or null. */
    public String code() {
      return body.at("/error/code").textValue();
    }

    /** The error's message, or null. */
    public String message() {
      return body.at("/error/message").textValue();
    }
  }

  /** Calls the handler with an event. */
  public static Result invoke(RequestStreamHandler handler, String event) {
    return invoke(handler, event, "request-1");
  }

  /** Calls the handler with an event under a request id. */
  public static Result invoke(RequestStreamHandler handler, String event, String requestId) {
    return invoke(handler, event, requestId, line -> {});
  }

  /**
   * Calls the handler with an event under a request id.
   *
   * @param log takes the lines that the handler logs
   */
  public static Result invoke(
      RequestStreamHandler handler, String event, String requestId, Consumer<String> log) {
    var output = new ByteArrayOutputStream();
    try {
      var input = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
      handler.handleRequest(input, output, context(requestId, log));
      JsonNode result = JSON.readTree(output.toByteArray());
      return new Result(result.get("statusCode").intValue(), json(result.get("body").textValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON value of a text, numbers exact. */
  public static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  /** Whether two JSON values are equal, numbers by their value. */
  public static boolean equal(JsonNode a, JsonNode b) {
    return a.equals(
        (x, y) ->
            x.isNumber() && y.isNumber()
                ? x.decimalValue().compareTo(y.decimalValue())
                : x.equals(y) ? 0 : 1,
        b);
  }

  /**
   * A call's context.
   *
   * @param log takes the lines that are logged
   */
  public static Context context(String requestId, Consumer<String> log) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAwsRequestId" -> requestId;
                  case "getFunctionName" -> "acme-dev-function";
                  case "getLogger" -> new Logger(log);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** Lambda's logger, which leaves bytes as they are and filters by level. */
  private record Logger(Consumer<String> lines) implements LambdaLogger {

    @Override
    public void log(String message) {
      throw new UnsupportedOperationException("Lambda would wrap the line in JSON of its own");
    }

    @Override
    public void log(byte[] message) {
      throw new UnsupportedOperationException("Lambda would not know the level");
    }

    @Override
    public void log(byte[] message, LogLevel level) {
      String line = new String(message, StandardCharsets.UTF_8);
      if (!line.endsWith("}\n") || !line.contains("\"level\":\"" + level + "\"")) {
        throw new AssertionError(level + " does not fit: " + line);
      }
      lines.accept(line);
    }
  }
}
