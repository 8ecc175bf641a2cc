package sealedstore.items.dynamodb;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import sealedstore.items.log.CallMeter;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Sets timeouts, retries and the {@link CallMeter} on the client that Micronaut builds. Its
 * requests go to the region's endpoint, also where the credentials have an account id: the unsigned
 * request that a restore sends has none, and would open a connection to another host (AWS:
 * "Account-based endpoints").
 */
@Singleton
final class DynamoDbSettings implements BeanCreatedEventListener<DynamoDbClientBuilder> {

  private final CallLimits limits;

  DynamoDbSettings(CallLimits limits) {
    this.limits = limits;
  }

  @Override
  public DynamoDbClientBuilder onCreated(BeanCreatedEvent<DynamoDbClientBuilder> event) {
    DynamoDbClientBuilder builder = event.getBean();
    builder.accountIdEndpointMode(AccountIdEndpointMode.DISABLED);
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
