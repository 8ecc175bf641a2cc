package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The deployed code is encrypted by the stack's key, as Lambda shows it. */
@Acceptance
class CodeEncryptionIT {

  private static final Stack STACK = Stack.underTest();
  @AutoClose private static final LambdaClient LAMBDA = LambdaClient.create();

  @ParameterizedTest
  @ValueSource(strings = {"Writer", "Reader"})
  void codeIsEncryptedByTheStacksKey(String function) {
    String name = STACK.outputs().get(function + "FunctionName");

    assertThat(LAMBDA.getFunction(r -> r.functionName(name)).code().sourceKMSKeyArn())
        .isEqualTo(STACK.outputs().get("KeyArn"));
  }
}
