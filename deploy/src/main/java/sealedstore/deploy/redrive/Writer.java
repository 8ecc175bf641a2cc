package sealedstore.deploy.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The writer's alias. */
public final class Writer {

  /** The item is stored. */
  static final String WRITTEN = "written";

  /** An item exists, and the event had {@code ifAbsent}. */
  static final String KEPT = "kept";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  private final LambdaClient client;
  private final String alias;

  /**
   * @param client that calls once: a second attempt would be a second write
   * @param alias the alias's ARN
   */
  public Writer(LambdaClient client, String alias) {
    this.client = client;
    this.alias = alias;
  }

  /** {@link #WRITTEN}, {@link #KEPT}, or why not: an error type or the writer's error code. */
  String write(String event) throws IOException {
    var response =
        client.invoke(
            request -> request.functionName(alias).payload(SdkBytes.fromUtf8String(event)));
    JsonNode answer = JSON.readTree(response.payload().asUtf8String());
    if (response.functionError() != null) {
      return answer.path("errorType").asText(response.functionError());
    }
    if (answer.path("statusCode").asInt() == OK) {
      return WRITTEN;
    }
    String code = JSON.readTree(answer.path("body").asText()).at("/error/code").asText();
    return code.equals("ItemExists") ? KEPT : code;
  }
}
