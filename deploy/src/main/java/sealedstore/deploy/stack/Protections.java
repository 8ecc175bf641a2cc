package sealedstore.deploy.stack;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The protections of CloudFormation's own: stack policy and termination protection. */
public final class Protections {

  private final CloudFormationClient client;
  private final StackPolicy policy;

  /**
   * @param policy that every stack gets
   */
  public Protections(CloudFormationClient client, StackPolicy policy) {
    this.client = client;
    this.policy = policy;
  }

  /**
   * Sets both and verifies that the stack has them.
   *
   * @throws Failure if it has not
   */
  public void set(String stack) {
    set(stack, policy);
    client.updateTerminationProtection(
        request -> request.stackName(stack).enableTerminationProtection(true));
    missing(stack)
        .ifPresent(
            what -> {
              throw new Failure("%s has %s".formatted(stack, what));
            });
  }

  /** What a stack lacks, if anything, as a phrase. */
  public Optional<String> missing(String stack) {
    String stored = client.getStackPolicy(request -> request.stackName(stack)).stackPolicyBody();
    if (!policy.isStoredAs(stored)) {
      return Optional.of("a stack policy that is not " + StackPolicy.FILE);
    }
    var found = client.describeStacks(request -> request.stackName(stack)).stacks().getFirst();
    return Boolean.TRUE.equals(found.enableTerminationProtection())
        ? Optional.empty()
        : Optional.of("no termination protection");
  }

  /** Resource types that the stack policy forbids to lose. */
  public Set<String> types() {
    return policy.types();
  }

  /**
   * Loosens the stack policy for some resources: an execution cannot override it.
   *
   * @return sets it again when closed, and when the process is ended before
   */
  public Loosened loosen(String stack, Collection<String> logicalIds) {
    var restored = new AtomicBoolean();
    Runnable restore =
        () -> {
          if (restored.compareAndSet(false, true)) {
            restore(stack);
          }
        };
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(restore));
    set(stack, policy.except(logicalIds));
    return restore::run;
  }

  private void restore(String stack) {
    try {
      set(stack, policy);
    } catch (SdkException e) {
      throw new Failure(
          ("the stack policy of %1$s is still loosened (%2$s); set it: aws cloudformation"
                  + " set-stack-policy --stack-name %1$s --stack-policy-body file://%3$s")
              .formatted(stack, e.getMessage(), StackPolicy.FILE),
          e);
    }
  }

  private void set(String stack, StackPolicy policy) {
    client.setStackPolicy(
        request -> request.stackName(stack).stackPolicyBody(policy.json().toString()));
  }

  /** As long as the policy is loosened. */
  public interface Loosened extends AutoCloseable {
    @Override
    void close();
  }
}
