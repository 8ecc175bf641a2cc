package sealedstore.bench.clients;

import sealedstore.bench.plain.PlainWriter;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The plain writer on another HTTP client. */
public final class UrlConnectionWriter extends PlainWriter {

  /** Called by Lambda's runtime during init. */
  public UrlConnectionWriter() {
    super(UrlConnectionHttpClient.builder());
  }
}
