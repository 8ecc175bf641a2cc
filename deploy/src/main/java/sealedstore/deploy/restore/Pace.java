package sealedstore.deploy.restore;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Uses no more than a share of a table's capacity, averaged over each request and its pause. */
final class Pace {

  /** A request that takes as long as this is no burst. */
  private static final int MAX_ITEMS = 1_000;

  private static final int FIRST_ITEMS = 10;
  private static final double PERCENT = 100;
  private static final double NANOS = 1e9;

  /** "Initial throughput for on-demand capacity mode": what a new table takes at least. */
  private static final long ON_DEMAND_READS = 12_000;

  private static final long ON_DEMAND_WRITES = 4_000;

  private final double unitsPerSecond;
  private final LongSupplier clock;
  private final LongConsumer sleep;
  private int items = FIRST_ITEMS;
  private long free;

  /**
   * @param unitsPerSecond capacity units
   * @param clock nanoseconds
   * @param sleep for some nanoseconds
   */
  Pace(double unitsPerSecond, LongSupplier clock, LongConsumer sleep) {
    this.unitsPerSecond = unitsPerSecond;
    this.clock = clock;
    this.sleep = sleep;
    this.free = clock.getAsLong();
  }

  /** For reading. */
  static Pace ofReads(TableDescription table, int percent) {
    return of(
        isOnDemand(table) ? ON_DEMAND_READS : table.provisionedThroughput().readCapacityUnits(),
        percent);
  }

  /** For writing. */
  static Pace ofWrites(TableDescription table, int percent) {
    return of(
        isOnDemand(table) ? ON_DEMAND_WRITES : table.provisionedThroughput().writeCapacityUnits(),
        percent);
  }

  private static Pace of(long capacity, int percent) {
    return new Pace(capacity * percent / PERCENT, System::nanoTime, Pace::sleep);
  }

  static boolean isOnDemand(TableDescription table) {
    return table.billingModeSummary() != null
        && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
  }

  /** How many items the next request should ask for: about a second's worth. */
  int items() {
    return items;
  }

  /** Waits until what was used so far is paid for. */
  void await() {
    long wait = free - clock.getAsLong();
    if (wait > 0) {
      sleep.accept(wait);
    }
  }

  /**
   * Counts a request.
   *
   * @param units that it consumed
   * @param read how many items it returned
   */
  void used(double units, int read) {
    free = Math.max(free, clock.getAsLong()) + (long) (units / unitsPerSecond * NANOS);
    if (units > 0 && read > 0) {
      double fitting = read * unitsPerSecond / units;
      items = (int) Math.clamp(fitting, 1, Math.min(MAX_ITEMS, 2.0 * items));
    }
  }

  private static void sleep(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new Failure("interrupted");
      }
    }
  }
}
