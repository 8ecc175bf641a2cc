package sealedstore.bench.clients;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.crac.Core;
import org.crac.Resource;

/**
 * A function of this project with an open connection in its snapshot: what no function can have
 * after a real restore. It shows a first call without a new connection.
 */
abstract class Connected implements RequestStreamHandler, Resource {

  private static final String EVENT = "{\"id\":\"bench-0\"%s}";

  private final RequestStreamHandler function;
  private final byte[] event;
  private final Context noCall;

  /**
   * @param handler class of the function: this is compiled without it, and started with its jars
   * @param fields of the event, after the id
   */
  Connected(String handler, String fields) throws ReflectiveOperationException {
    // Hooks run in reverse order: the function's own, which leaves no connection, and then this.
    Core.getGlobalContext().register(this);
    function = (RequestStreamHandler) made(handler);
    event = EVENT.formatted(fields).getBytes(StandardCharsets.UTF_8);
    noCall = (Context) made("sealedstore.items.PrimingContext");
  }

  private static Object made(String name) throws ReflectiveOperationException {
    return Class.forName(name).getConstructor().newInstance();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    function.handleRequest(input, output, context);
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
    function.handleRequest(
        new ByteArrayInputStream(event), OutputStream.nullOutputStream(), noCall);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // As the function has it.
  }
}
