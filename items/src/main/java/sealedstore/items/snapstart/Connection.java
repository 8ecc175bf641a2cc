package sealedstore.items.snapstart;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Whether the client keeps a request's connection open for the next request. */
enum Connection implements RequestOptions {
  KEPT(Map.of()),
  CLOSED(Map.of("Connection", List.of("close")));

  private final Map<String, List<String>> headers;

  Connection(Map<String, List<String>> headers) {
    this.headers = headers;
  }

  @Override
  public void accept(AwsRequestOverrideConfiguration.Builder options) {
    options.headers(headers);
  }
}
