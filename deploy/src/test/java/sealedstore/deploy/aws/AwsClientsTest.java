package sealedstore.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class AwsClientsTest {

  private final AwsClients clients = new AwsClients(Optional.of("eu-central-1"));

  @Test
  void everyClient_isInTheRegion() {
    assertThat(clients.cloudFormation().serviceClientConfiguration().region())
        .isEqualTo(clients.dynamoDb().serviceClientConfiguration().region())
        .isEqualTo(clients.kms().serviceClientConfiguration().region())
        .isEqualTo(clients.sqs().serviceClientConfiguration().region())
        .isEqualTo(clients.lambda().serviceClientConfiguration().region())
        .isEqualTo(Region.EU_CENTRAL_1);
  }

  @Test
  void functions_areCalledOnce() {
    var calls = clients.lambda().serviceClientConfiguration().overrideConfiguration();
    assertThat(calls.retryStrategy().orElseThrow().maxAttempts()).isEqualTo(1);
  }
}
