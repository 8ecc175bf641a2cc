package sealedstore.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of a run.
 *
 * @param command the command line
 * @param machine where it ran
 * @param variants what was measured
 * @param packageMegabytes size of each variant's zip, in MB (10^6 bytes)
 * @param samples every process's figures
 */
record Results(
    String command,
    Machine machine,
    List<Variant> variants,
    Map<String, Double> packageMegabytes,
    List<Sample> samples) {

  /** One figure of a variant; empty if it was not measured. */
  Optional<Statistics> figure(
      String variant, Variant.Scenario scenario, boolean underQuota, String figure) {
    List<Double> values =
        samples.stream()
            .filter(sample -> sample.variant().equals(variant))
            .filter(sample -> sample.scenario() == scenario && sample.cpu() > 0 == underQuota)
            .map(sample -> sample.figures().get(figure))
            .filter(Objects::nonNull)
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(values));
  }
}
