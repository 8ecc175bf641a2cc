package sealedstore.bench.clients;

import sealedstore.bench.plain.PlainWriter;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The plain writer on another HTTP client. */
public final class Apache5Writer extends PlainWriter {

  /** Called by Lambda's runtime during init. */
  public Apache5Writer() {
    super(Apache5HttpClient.builder());
  }
}
