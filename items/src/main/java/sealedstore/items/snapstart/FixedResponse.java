package sealedstore.items.snapstart;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client without network: it answers every request with the same JSON and its checksum, as
 * DynamoDB does.
 *
 * @param json the response's body
 */
record FixedResponse(String json) implements SdkHttpClient {

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        var checksum = new CRC32();
        checksum.update(body);
        var response =
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("x-amz-crc32", Long.toString(checksum.getValue()));
        return HttpExecuteResponse.builder()
            .response(response.build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {
        // No request is running.
      }
    };
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
