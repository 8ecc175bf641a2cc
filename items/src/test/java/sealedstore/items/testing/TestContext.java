package sealedstore.items.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.LambdaApplicationContextBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import sealedstore.items.dynamodb.CallLimits;
import sealedstore.items.dynamodb.TableName;

/** A function's context with its real HTTP client, against the endpoint of a test. */
public final class TestContext {

  /** Short, so that tests of lasting faults end soon. */
  public static final CallLimits LIMITS =
      new CallLimits(
          4,
          Duration.ofSeconds(1),
          Duration.ofSeconds(8),
          Duration.ofMillis(10),
          Duration.ofMillis(20));

  /** The time of the context's clock. */
  public static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private TestContext() {}

  public static ApplicationContext start(URI endpoint, CallLimits limits) {
    return start(Map.of("aws.services.dynamodb.endpoint-override", endpoint.toString()), limits);
  }

  /** A context with these properties; DynamoDB's endpoint is the region's if they name none. */
  public static ApplicationContext start(Map<String, Object> properties, CallLimits limits) {
    return new LambdaApplicationContextBuilder()
        .singletons(new TableName("acme-dev-items"), limits, Clock.fixed(NOW, ZoneOffset.UTC))
        .environments("test")
        .properties(properties)
        .start();
  }
}
