package sealedstore.bench.clients;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import sealedstore.bench.plain.PlainWriter;

/** The plain writer on another HTTP client. */
public final class UrlConnectionWriter extends PlainWriter {

  /** Called by Lambda's runtime during init. */
  public UrlConnectionWriter() {
    super(UrlConnectionHttpClient.builder());
  }
}
