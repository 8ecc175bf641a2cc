package sealedstore.items.dynamodb;

import io.micronaut.aws.sdk.v2.client.apache.ApacheClientConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Sets the connection timeout of the HTTP client that Micronaut builds, to leave a try time for a
 * second address. How long an answer may take is for {@link CallLimits} alone to say.
 */
@Singleton
final class HttpSettings implements BeanCreatedEventListener<ApacheClientConfiguration> {

  private static final Duration CONNECT = Duration.ofSeconds(1);

  @Override
  public ApacheClientConfiguration onCreated(BeanCreatedEvent<ApacheClientConfiguration> event) {
    event.getBean().getBuilder().connectionTimeout(CONNECT);
    return event.getBean();
  }
}
