package sealedstore.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A table of the local AWS, behind the same TLS.
 *
 * @param endpoint of the local AWS
 * @param table name of the table
 * @param client the HTTP client
 */
record RemoteDynamoDb(URI endpoint, String table, HttpClient client) implements DynamoDb {

  // The local AWS reads the caller from the access key and checks no signature.
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  @Override
  public Answer answer(String operation, byte[] request) throws IOException, InterruptedException {
    HttpRequest forwarded =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("Authorization", AUTHORIZATION)
            .POST(BodyPublishers.ofByteArray(request))
            .build();
    HttpResponse<byte[]> response = client.send(forwarded, BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.body());
  }
}
