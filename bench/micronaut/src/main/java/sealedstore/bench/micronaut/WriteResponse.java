package sealedstore.bench.micronaut;

import io.micronaut.serde.annotation.Serdeable;

/** The answer. */
@Serdeable
public class WriteResponse {

  private final int statusCode;
  private final String body;

  public WriteResponse(int statusCode, String body) {
    this.statusCode = statusCode;
    this.body = body;
  }

  public int getStatusCode() {
    return statusCode;
  }

  public String getBody() {
    return body;
  }
}
