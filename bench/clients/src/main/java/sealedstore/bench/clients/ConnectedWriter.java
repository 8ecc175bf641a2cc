package sealedstore.bench.clients;

/** The writer with an open connection. */
public final class ConnectedWriter extends Connected {

  /** Called by Lambda's runtime during init. */
  public ConnectedWriter() throws ReflectiveOperationException {
    super("sealedstore.writer.WriterHandler", ", \"data\":{\"greeting\":\"hello\"}");
  }
}
