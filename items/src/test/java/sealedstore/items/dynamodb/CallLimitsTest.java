package sealedstore.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

class CallLimitsTest {

  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);

  @Test
  void triesAndWaitsEndBeforeTheCallsLimitAndThatBeforeTheFunctions() {
    var limits = CallLimits.DEFAULT;
    Duration sum = limits.attempt().multipliedBy(limits.attempts());
    Duration wait = limits.throttledWait();
    for (int retry = 1; retry < limits.attempts(); retry++) {
      sum = sum.plus(wait);
      wait = Collections.min(List.of(wait.multipliedBy(2), CallLimits.LONGEST_WAIT));
    }

    assertThat(sum).isEqualTo(Duration.ofMillis(23_750)).isLessThan(limits.call());
    assertThat(limits.call()).isLessThanOrEqualTo(FUNCTION_TIMEOUT.minusSeconds(5));
  }

  @Test
  void theSdkGetsThem() {
    var configuration = ClientOverrideConfiguration.builder();

    CallLimits.DEFAULT.apply(configuration);

    assertThat(configuration.build().apiCallAttemptTimeout()).contains(Duration.ofSeconds(4));
    assertThat(configuration.build().apiCallTimeout()).contains(Duration.ofSeconds(25));
    assertThat(configuration.build().retryStrategy().orElseThrow().maxAttempts()).isEqualTo(5);
  }
}
