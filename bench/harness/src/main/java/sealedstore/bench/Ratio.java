package sealedstore.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A goal of the project: one figure over another, or one figure alone.
 *
 * @param name what is compared
 * @param value its value in this run; empty if it was not measured
 * @param must highest value that reaches the goal
 * @param aim value that is better still
 */
record Ratio(String name, OptionalDouble value, double must, double aim) {

  private static final Variant.Scenario COLD = Variant.Scenario.COLD;
  private static final Variant.Scenario PRIMED = Variant.Scenario.PRIMED;

  String verdict() {
    if (value.isEmpty()) {
      return "not measured";
    }
    double found = value.getAsDouble();
    return found <= aim ? "reached, the aim too" : found <= must ? "reached" : "not reached";
  }

  /** All goals, for the writer and the reader. */
  static List<Ratio> of(Results results) {
    return List.of(
        cold(results, "writer", "cold", "cold start, writer / plain Java, wall time"),
        cold(results, "writer", "coldCpu", "cold start, writer / plain Java, CPU time"),
        cold(results, "reader", "cold", "cold start, reader / plain Java, wall time"),
        cold(results, "reader", "coldCpu", "cold start, reader / plain Java, CPU time"),
        new Ratio(
            "memory after the first call, writer / plain Java",
            over(
                results.figure("writer", COLD, false, "memory"),
                results.figure("plain-writer", COLD, false, "memory")),
            1.25,
            1.2),
        new Ratio(
            "function zip in MB, the larger one",
            results.packageMegabytes().entrySet().stream()
                .filter(size -> List.of("writer", "reader").contains(size.getKey()))
                .mapToDouble(size -> size.getValue())
                .max(),
            8,
            6),
        primed(results, "writer"),
        primed(results, "reader"),
        next(results, "writer"),
        next(results, "reader"),
        new Ratio(
            "warm p50, writer / plain Java on url-connection-client",
            over(
                results.figure("writer", COLD, false, "warmP50"),
                results.figure("url-connection-writer", COLD, false, "warmP50")),
            0.8,
            0.45),
        new Ratio(
            "cold start, writer / Micronaut as generated, wall time",
            over(
                results.figure("writer", COLD, false, "cold"),
                results.figure("micronaut-writer", COLD, false, "cold")),
            0.6,
            0.5));
  }

  private static Ratio cold(Results results, String variant, String figure, String name) {
    return new Ratio(
        name,
        over(
            results.figure(variant, COLD, false, figure),
            results.figure("plain-" + variant, COLD, false, figure)),
        1.4,
        1.25);
  }

  private static Ratio primed(Results results, String variant) {
    return new Ratio(
        "first call after restore, " + variant + ", primed / unprimed, at 0.29 CPU",
        over(
            results.figure(variant, PRIMED, true, "firstCall"),
            results.figure(variant, Variant.Scenario.UNPRIMED, true, "firstCall")),
        1 / 25.0,
        1 / 50.0);
  }

  private static Ratio next(Results results, String variant) {
    return new Ratio(
        "first call after restore, " + variant + ", primed / p50 of the next 100, full CPU",
        over(
            results.figure(variant, PRIMED, false, "firstDuration"),
            results.figure(variant, PRIMED, false, "warmP50")),
        2.5,
        2.0);
  }

  private static OptionalDouble over(Optional<Statistics> one, Optional<Statistics> other) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(one.get().median() / other.get().median())
        : OptionalDouble.empty();
  }
}
