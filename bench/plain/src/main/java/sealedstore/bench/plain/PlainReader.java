package sealedstore.bench.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The reader without framework, checks or faults. */
// The HTTP client that Micronaut builds.
@SuppressWarnings("deprecation")
public final class PlainReader implements RequestStreamHandler {

  private static final String TABLE = System.getenv("DYNAMODB_TABLE_NAME");

  private final DynamoDbClient dynamoDb =
      DynamoDbClient.builder().httpClientBuilder(ApacheHttpClient.builder()).build();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var key = Map.of("id", Json.read(input).get("id"));
    Json.write(output, dynamoDb.getItem(get -> get.tableName(TABLE).key(key)).item());
  }
}
