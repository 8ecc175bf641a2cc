package sealedstore.deployed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * Changes parameters of a stack, one update after the other, and restores all of them when closed.
 */
final class StackParameters implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Five minutes. */
  private static final int POLLS = 1_500;

  private final CloudFormationClient cloudFormation = CloudFormationClient.create();
  private final Stack stack;
  private final Map<String, String> current;

  StackParameters(Stack stack) {
    this.stack = stack;
    this.current = new HashMap<>(stack.parameters());
  }

  /** Updates the stack with these values; earlier changes remain. */
  void change(Map<String, String> changes) {
    current.putAll(changes);
    cloudFormation.updateStack(
        r ->
            r.stackName(stack.name())
                .usePreviousTemplate(true)
                .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                .parameters(
                    current.entrySet().stream()
                        .map(
                            parameter ->
                                Parameter.builder()
                                    .parameterKey(parameter.getKey())
                                    .parameterValue(parameter.getValue())
                                    .build())
                        .toList()));
    try (var waiter = cloudFormation.waiter()) {
      waiter.waitUntilStackUpdateComplete(
          r -> r.stackName(stack.name()),
          c ->
              c.backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL))
                  .maxAttempts(POLLS));
    }
  }

  @Override
  public void close() {
    if (!current.equals(stack.parameters())) {
      change(stack.parameters());
    }
    cloudFormation.close();
  }
}
