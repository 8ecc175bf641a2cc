package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;

/** Invokes the functions of a deployed stack by their alias, as its users do. */
final class DeployedFunctions implements AutoCloseable {

  /** Doubles would round numbers that the store keeps exactly. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Duration SNAPSHOT = Duration.ofMinutes(5);

  private final Stack stack;
  private final LambdaClient lambda;

  DeployedFunctions(Stack stack) {
    this(stack, LambdaClient.create());
  }

  DeployedFunctions(Stack stack, LambdaClient lambda) {
    this.stack = stack;
    this.lambda = lambda;
  }

  Answer write(String event) {
    return invoke("WriterAliasArn", event);
  }

  Answer read(String event) {
    return invoke("ReaderAliasArn", event);
  }

  private Answer invoke(String output, String event) {
    InvokeResponse response = invokeActive(stack.outputs().get(output), event);
    assertThat(response.functionError())
        .as("function error: %s", response.payload().asUtf8String())
        .isNull();
    JsonNode answer = parse(response.payload().asUtf8String());
    return new Answer(answer.get("statusCode").intValue(), parse(answer.get("body").textValue()));
  }

  /** A version that nobody has called for 14 days is inactive: its first call wakes it. */
  private InvokeResponse invokeActive(String alias, String event) {
    var request =
        InvokeRequest.builder().functionName(alias).payload(SdkBytes.fromUtf8String(event)).build();
    try {
      return lambda.invoke(request);
    } catch (SnapStartNotReadyException e) {
      try (var waiter = LambdaWaiter.builder().client(lambda).build()) {
        waiter.waitUntilPublishedVersionActive(
            r -> r.functionName(alias), w -> w.waitTimeout(SNAPSHOT));
      }
      return lambda.invoke(request);
    }
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
