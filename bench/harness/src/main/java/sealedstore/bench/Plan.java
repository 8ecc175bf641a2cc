package sealedstore.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The order of the measurements: variants alternate, so that other load on the machine affects all
 * of them.
 *
 * @param steps in order
 */
record Plan(List<Step> steps) {

  /** Calls after a cold start on the whole machine: until the code is compiled, and after that. */
  private static final int WARM_CALLS = 500;

  /** Calls after a first call, with which it is compared. */
  private static final int NEXT_CALLS = 100;

  /** Warm calls under the quota, where a call takes several times as long. */
  private static final int SLOW_CALLS = 50;

  /**
   * One process.
   *
   * @param variant what is started
   * @param scenario how
   * @param underQuota with the CPU share of 512 MB, or on the whole machine
   * @param warmUpCalls calls after the first that are not measured
   * @param warmCalls calls after these that are
   */
  record Step(
      Variant variant,
      Variant.Scenario scenario,
      boolean underQuota,
      int warmUpCalls,
      int warmCalls) {}

  /**
   * @param rounds how often everything is measured on the whole machine
   * @param quota whether there is a quota; primed functions are measured under it in every round,
   *     and cold starts, which are slow, in every other one of several. A single round, the quick
   *     form, has functions that are not primed under the quota alone, where the goal is
   */
  static Plan of(List<Variant> variants, int rounds, boolean quota) {
    var steps = new ArrayList<Step>();
    for (int round = 0; round < rounds; round++) {
      var scenarios = EnumSet.allOf(Variant.Scenario.class);
      if (quota && rounds == 1) {
        scenarios.remove(Variant.Scenario.UNPRIMED);
      }
      add(steps, variants, false, scenarios);
      if (quota) {
        if (rounds > 1 && round % 2 == 0) {
          add(steps, variants, true, EnumSet.of(Variant.Scenario.COLD));
        }
        var primed = variants.stream().filter(Variant::isPrimed).toList();
        add(steps, primed, true, EnumSet.of(Variant.Scenario.UNPRIMED, Variant.Scenario.PRIMED));
      }
    }
    return new Plan(steps);
  }

  private static void add(
      List<Step> steps,
      List<Variant> variants,
      boolean underQuota,
      Set<Variant.Scenario> scenarios) {
    for (var scenario : scenarios) {
      boolean warm = !underQuota && scenario == Variant.Scenario.COLD;
      int calls = underQuota ? SLOW_CALLS : warm ? WARM_CALLS : NEXT_CALLS;
      for (Variant variant : variants) {
        if (variant.scenarios().contains(scenario)) {
          steps.add(new Step(variant, scenario, underQuota, warm ? WARM_CALLS : 0, calls));
        }
      }
    }
  }
}
