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
 * This project's writer with an open connection in its snapshot: what no function can have after a
 * real restore. It shows what is left of a first call without a new connection.
 */
public final class ConnectedWriter implements RequestStreamHandler, Resource {

  private static final String EVENT = "{\"id\":\"bench-0\",\"data\":{\"greeting\":\"hello\"}}";

  private final RequestStreamHandler writer;
  private final Context noCall;

  /** Called by Lambda's runtime during init. */
  public ConnectedWriter() throws ReflectiveOperationException {
    // Hooks run in reverse order: the writer's own, which leaves no connection, and then this one.
    Core.getGlobalContext().register(this);
    writer = (RequestStreamHandler) made("sealedstore.writer.WriterHandler");
    noCall = (Context) made("sealedstore.items.PrimingContext");
  }

  // It is compiled without the functions, and started with their jars.
  private static Object made(String name) throws ReflectiveOperationException {
    return Class.forName(name).getConstructor().newInstance();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    writer.handleRequest(input, output, context);
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
    var event = new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8));
    writer.handleRequest(event, OutputStream.nullOutputStream(), noCall);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // As the writer has it.
  }
}
