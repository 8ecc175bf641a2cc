package sealedstore.items.dynamodb;

import io.micronaut.aws.sdk.v2.client.apache.ApacheClientConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Sets the connection timeout of the HTTP client that Micronaut builds, so that a try has time for
 * a second address. {@link CallLimits} sets all other timeouts.
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
