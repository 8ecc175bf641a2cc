package sealedstore.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Which measurement follows which: variants alternate, so that what else the machine does meets all
 * of them alike.
 *
 * @param steps in order
 */
record Plan(List<Step> steps) {

  /** Warm calls after a cold start on the whole machine. */
  private static final int WARM_CALLS = 300;

  /** Calls after a first call that it is compared with. */
  private static final int NEXT_CALLS = 100;

  /** Warm calls under the quota, where one takes several times as long. */
  private static final int SLOW_CALLS = 50;

  record Step(Variant variant, Variant.Scenario scenario, boolean underQuota, int warmCalls) {}

  Plan(List<Variant> variants, int rounds, boolean quota) {
    this(steps(variants, rounds, quota));
  }

  private static List<Step> steps(List<Variant> variants, int rounds, boolean quota) {
    var steps = new ArrayList<Step>();
    for (int round = 0; round < rounds; round++) {
      add(steps, variants, false);
      if (quota && round % 2 == 0) {
        add(steps, variants, true);
      }
    }
    return steps;
  }

  private static void add(List<Step> steps, List<Variant> variants, boolean underQuota) {
    for (var scenario : Variant.Scenario.values()) {
      int calls =
          underQuota
              ? SLOW_CALLS
              : scenario == Variant.Scenario.COLD ? WARM_CALLS : NEXT_CALLS;
      for (Variant variant : variants) {
        if (variant.scenarios().contains(scenario)) {
          steps.add(new Step(variant, scenario, underQuota, calls));
        }
      }
    }
  }
}
