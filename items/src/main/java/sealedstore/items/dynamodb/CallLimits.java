package sealedstore.items.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How long a call of DynamoDB may take, and how often it is tried.
 *
 * <p>Waits double with each retry; chance shortens them, so that callers do not return together.
 *
 * @param attempts most tries of one call, the first included
 * @param attempt longest try
 * @param call longest call, tries and waits
 * @param firstWait longest wait before the first retry
 * @param throttledWait the same after a throttled try, which needs time to be worth another
 */
public record CallLimits(
    int attempts, Duration attempt, Duration call, Duration firstWait, Duration throttledWait) {

  /**
   * The functions' limits. Worst case of the sum: 5 tries of 4 s and, throttled, 4 waits of at most
   * 0.25 + 0.5 + 1 + 2 s, 23.75 s in all, of a function's 30 s. The call's own limit is for what is
   * no part of a try, such as fetching credentials.
   *
   * <p>A try has 4 s because the first one of a cold function also loads the SDK's classes, on 0.29
   * of a CPU at 512 MB.
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
                .backoffStrategy(BackoffStrategy.exponentialDelay(firstWait, LONGEST_WAIT))
                .throttlingBackoffStrategy(
                    BackoffStrategy.exponentialDelay(throttledWait, LONGEST_WAIT))
                .build());
  }
}
