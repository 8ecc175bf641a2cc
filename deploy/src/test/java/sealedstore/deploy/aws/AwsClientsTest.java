package sealedstore.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

class AwsClientsTest {

  private final AwsClients clients = new AwsClients(Optional.of("eu-central-1"));

  @Test
  void everyClient_isInTheRegion() {
    assertThat(clients.cloudFormation().serviceClientConfiguration().region())
        .isEqualTo(clients.dynamoDb().serviceClientConfiguration().region())
        .isEqualTo(clients.kms().serviceClientConfiguration().region())
        .isEqualTo(clients.sqs().serviceClientConfiguration().region())
        .isEqualTo(clients.lambda().serviceClientConfiguration().region())
        .isEqualTo(clients.lambdaWithoutRetries().serviceClientConfiguration().region())
        .isEqualTo(Region.EU_CENTRAL_1);
  }

  @Test
  void functions_areInvokedOnceAndAskedAboutAgain() {
    assertThat(attempts(clients.lambdaWithoutRetries())).isEqualTo(1);
    assertThat(attempts(clients.lambda())).isGreaterThan(1);
  }

  private static int attempts(LambdaClient client) {
    return client
        .serviceClientConfiguration()
        .overrideConfiguration()
        .retryStrategy()
        .orElseThrow()
        .maxAttempts();
  }
}
