package sealedstore.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.items.testing.HttpDouble;
import sealedstore.items.testing.TableDouble.Reply;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The SDK's defaults for retries change from version to version: none of them may count. */
class RetriesTest {

  private static final int CALLS = 100;

  /** The functions' limits, with the shortest waits. */
  private static final CallLimits LIMITS =
      new CallLimits(
          CallLimits.DEFAULT.attempts(),
          CallLimits.DEFAULT.attempt(),
          CallLimits.DEFAULT.call(),
          Duration.ofMillis(1),
          Duration.ofMillis(1));

  @ParameterizedTest
  @CsvSource({"500, InternalServerError", "400, ProvisionedThroughputExceededException"})
  void everyCallHasAllItsAttemptsHoweverManyFailedBefore(int status, String code) {
    var attempted = new AtomicInteger();
    try (var client = client(status, code, attempted)) {
      for (int call = 1; call <= CALLS; call++) {
        assertThatExceptionOfType(DynamoDbException.class)
            .isThrownBy(() -> client.putItem(PutItemRequest.builder().tableName("t").build()))
            .satisfies(e -> assertThat(e.numAttempts()).isEqualTo(5));
      }
    }
    assertThat(attempted).hasValue(CALLS * 5);
  }

  private static DynamoDbClient client(int status, String code, AtomicInteger attempted) {
    var configuration = ClientOverrideConfiguration.builder();
    LIMITS.apply(configuration);
    return DynamoDbClient.builder()
        .httpClient(
            new HttpDouble(
                (operation, body) -> {
                  attempted.incrementAndGet();
                  return Reply.error(status, code, "");
                }))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(configuration.build())
        .build();
  }
}
