package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invokes the functions of a deployed stack by their alias, as its users do. */
final class DeployedFunctions implements AutoCloseable {

  /** Doubles would round numbers that the store keeps exactly. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Stack stack;
  private final LambdaClient lambda = LambdaClient.create();

  DeployedFunctions(Stack stack) {
    this.stack = stack;
  }

  Answer write(String event) {
    return invoke("WriterAliasArn", event);
  }

  Answer read(String event) {
    return invoke("ReaderAliasArn", event);
  }

  private Answer invoke(String output, String event) {
    InvokeResponse response =
        lambda.invoke(
            r ->
                r.functionName(stack.outputs().get(output))
                    .payload(SdkBytes.fromUtf8String(event)));
    assertThat(response.functionError())
        .as("function error: %s", response.payload().asUtf8String())
        .isNull();
    JsonNode answer = parse(response.payload().asUtf8String());
    return new Answer(answer.get("statusCode").intValue(), parse(answer.get("body").textValue()));
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lambda.close();
  }

  /** A function's answer, its body parsed. */
  record Answer(int statusCode, JsonNode body) {}
}
