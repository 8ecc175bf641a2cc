package sealedstore.items.dynamodb;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import sealedstore.items.log.CallMeter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Sets timeouts, retries and the {@link CallMeter} on the client that Micronaut builds. */
@Singleton
final class DynamoDbSettings implements BeanCreatedEventListener<DynamoDbClientBuilder> {

  private final CallLimits limits;

  DynamoDbSettings(CallLimits limits) {
    this.limits = limits;
  }

  @Override
  public DynamoDbClientBuilder onCreated(BeanCreatedEvent<DynamoDbClientBuilder> event) {
    DynamoDbClientBuilder builder = event.getBean();
    return builder.overrideConfiguration(
        builder
            .overrideConfiguration()
            .copy(
                configuration -> {
                  limits.apply(configuration);
                  configuration.addExecutionInterceptor(new CallMeter());
                }));
  }
}
