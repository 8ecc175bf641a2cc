package sealedstore.bench.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The writer without framework, checks or faults. */
// The HTTP client that Micronaut builds.
@SuppressWarnings("deprecation")
public class PlainWriter implements RequestStreamHandler {

  private static final String TABLE = System.getenv("DYNAMODB_TABLE_NAME");

  private final DynamoDbClient dynamoDb;

  /** Called by Lambda's runtime during init. */
  public PlainWriter() {
    this(ApacheHttpClient.builder());
  }

  protected PlainWriter(SdkHttpClient.Builder<?> httpClient) {
    dynamoDb = DynamoDbClient.builder().httpClientBuilder(httpClient).build();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Map<String, AttributeValue> item = new HashMap<>(Json.read(input));
    item.put("source", AttributeValue.fromS("lambda1"));
    item.put("requestId", AttributeValue.fromS(context.getAwsRequestId()));
    dynamoDb.putItem(put -> put.tableName(TABLE).item(item));
    Json.write(output, Map.of("written", AttributeValue.fromM(item)));
  }
}
