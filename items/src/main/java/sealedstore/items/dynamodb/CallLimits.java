package sealedstore.items.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long a request to DynamoDB may take, and how often it is tried.
 *
 * <p>The longest wait doubles with each retry. Each wait is random up to it, so that callers do not
 * retry together.
 *
 * <p>Every call has all of its attempts: retries cost nothing. The SDK would take them from a quota
 * of each client, 500 tokens at 5 to 14 a retry by version, so that an execution environment would
 * stop to retry after a few calls that failed, and documented attempts would not be made. A quota
 * is there for clients with many calls at once; an environment makes one at a time, and its waits
 * bound its rate.
 *
 * @param attempts most tries of one request, the first included
 * @param attempt longest time of one try
 * @param call longest time of all tries and waits
 * @param firstWait longest wait before the first retry
 * @param throttledWait longest wait before the first retry after throttling
 */
public record CallLimits(
    int attempts, Duration attempt, Duration call, Duration firstWait, Duration throttledWait) {

  /**
   * The functions' limits. The worst case is 5 tries of 4 s and, when throttled, 4 waits of at most
   * 0.25 + 0.5 + 1 + 2 s: 23.75 s of a function's 30 s. The limit of all tries and waits also
   * covers work between them, such as fetching credentials.
   *
   * <p>A try may take 4 s because the first try of a cold function also loads the SDK's classes,
   * with 0.29 vCPU at 512 MB.
   */
  public static final CallLimits DEFAULT =
      new CallLimits(
          5,
          Duration.ofSeconds(4),
          Duration.ofSeconds(25),
          Duration.ofMillis(50),
          Duration.ofMillis(250));

  static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  void apply(ClientOverrideConfiguration.Builder configuration) {
    configuration
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(call)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .circuitBreakerEnabled(false)
                .backoffStrategy(BackoffStrategy.exponentialDelay(firstWait, LONGEST_WAIT))
                .throttlingBackoffStrategy(
                    BackoffStrategy.exponentialDelay(throttledWait, LONGEST_WAIT))
                .build());
  }
}
