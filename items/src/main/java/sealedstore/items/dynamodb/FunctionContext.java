package sealedstore.items.dynamodb;

import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.LambdaApplicationContextBuilder;
import java.security.Security;
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
    keepNoAddresses();
    // Read before the context starts: an exception from a bean would be wrapped in several lines.
    TableName table = TableName.from(System.getenv());
    return new LambdaApplicationContextBuilder()
        .singletons(table, CallLimits.DEFAULT, Clock.systemUTC())
        .start();
  }

  /**
   * Has the JDK look a host up for each new connection. It would keep an address for 30 s and a
   * failed lookup for 10 s, also through a SnapStart snapshot, and a retry would not ask again
   * (AWS: "Maximize Lambda SnapStart performance", "Avoid using Java DNS cache"). The JDK reads
   * these properties once, at the first lookup.
   */
  private static void keepNoAddresses() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }
}
