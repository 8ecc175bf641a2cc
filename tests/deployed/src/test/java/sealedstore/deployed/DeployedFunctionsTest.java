package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;
import software.amazon.awssdk.services.lambda.model.State;

class DeployedFunctionsTest {

  private static final String ALIAS = "arn:aws:lambda:us-east-1:111122223333:function:f:live";

  @Test
  void inactiveVersion_isCalledAgainOnceItIsActive() {
    var lambda = new InactiveVersion();
    var stack = new Stack("s", "arn", Map.of("WriterAliasArn", ALIAS), Map.of(), Map.of());

    try (var functions = new DeployedFunctions(stack, lambda)) {
      assertThat(functions.write("{}").statusCode()).isEqualTo(200);
    }

    assertThat(lambda.calls)
        .containsExactly("invoke " + ALIAS, "state of " + ALIAS, "invoke " + ALIAS);
  }

  private static final class InactiveVersion implements LambdaClient {

    private final List<String> calls = new ArrayList<>();

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
      calls.add("invoke " + request.functionName());
      if (calls.size() == 1) {
        throw SnapStartNotReadyException.builder().build();
      }
      return InvokeResponse.builder()
          .payload(SdkBytes.fromUtf8String("{\"statusCode\": 200, \"body\": \"{}\"}"))
          .build();
    }

    @Override
    public GetFunctionConfigurationResponse getFunctionConfiguration(
        GetFunctionConfigurationRequest request) {
      calls.add("state of " + request.functionName());
      return GetFunctionConfigurationResponse.builder().state(State.ACTIVE).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
