package sealedstore.items.dynamodb;

import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.LambdaApplicationContextBuilder;
import java.time.Clock;
import sealedstore.items.fault.MissingSetting;

/** Starts a function's Micronaut context during Lambda's init phase. */
public final class FunctionContext {

  private FunctionContext() {}

  /**
   * Starts a context that is never closed: it serves every call of the execution environment.
   *
   * @throws MissingSetting if the environment does not name the table
   */
  public static ApplicationContext start() {
    // Read before the context starts: an exception from a bean would be wrapped in several lines.
    TableName table = TableName.from(System.getenv());
    return new LambdaApplicationContextBuilder()
        .singletons(table, CallLimits.DEFAULT, Clock.systemUTC())
        .start();
  }
}
