package sealedstore.items.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Carries the SDK's requests to a {@link TableDouble} or other service in this process. */
public final class HttpDouble implements SdkHttpClient {

  /** Answers one request. */
  @FunctionalInterface
  public interface Service {
    TableDouble.Reply answer(String operation, String body);
  }

  private final Service service;

  public HttpDouble(TableDouble table) {
    this(table::answer);
  }

  public HttpDouble(Service service) {
    this.service = service;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
        var body = request.contentStreamProvider().orElseThrow().newStream();
        return response(
            service.answer(
                target.substring(target.indexOf('.') + 1),
                new String(body.readAllBytes(), StandardCharsets.UTF_8)));
      }

      @Override
      public void abort() {}
    };
  }

  private static HttpExecuteResponse response(TableDouble.Reply reply) {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(reply.status()).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {}
}
