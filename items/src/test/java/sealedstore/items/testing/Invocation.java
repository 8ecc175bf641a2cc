package sealedstore.items.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/** Calls a handler as Lambda's runtime does. */
public final class Invocation {

  private Invocation() {}

  /** What the handler returns for the event, as text. */
  public static String invoke(RequestStreamHandler handler, String event, String requestId) {
    return invoke(handler, event.getBytes(StandardCharsets.UTF_8), requestId);
  }

  /** What the handler returns for the event, as text. */
  public static String invoke(RequestStreamHandler handler, byte[] event, String requestId) {
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), output, context(requestId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  private static Context context(String requestId) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getAwsRequestId")) {
                return requestId;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
