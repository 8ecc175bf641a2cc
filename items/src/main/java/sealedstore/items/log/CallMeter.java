package sealedstore.items.log;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts the tries of the SDK's requests and measures their time, for {@link CallLog}. */
public final class CallMeter implements ExecutionInterceptor {

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (CallFacts.OF_THIS_CALL.isBound()) {
      CallFacts.OF_THIS_CALL.get().started();
    }
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (CallFacts.OF_THIS_CALL.isBound()) {
      CallFacts.OF_THIS_CALL.get().attempted();
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    ended();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    ended();
  }

  private static void ended() {
    if (CallFacts.OF_THIS_CALL.isBound()) {
      CallFacts.OF_THIS_CALL.get().ended();
    }
  }
}
