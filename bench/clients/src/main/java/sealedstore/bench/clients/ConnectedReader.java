package sealedstore.bench.clients;

/** The reader with an open connection. */
public final class ConnectedReader extends Connected {

  /** Called by Lambda's runtime during init. */
  public ConnectedReader() throws ReflectiveOperationException {
    super("sealedstore.reader.ReaderHandler", "");
  }
}
