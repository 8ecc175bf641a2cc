package sealedstore.bench;

import java.util.List;

/**
 * Median and spread of some samples.
 *
 * @param median of all
 * @param low first quartile
 * @param high third quartile
 * @param count number of samples
 */
record Statistics(double median, double low, double high, int count) {

  static Statistics of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Statistics(
        quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75), sorted.length);
  }

  /** The value below which this share of the sorted values lies, linear between neighbours. */
  static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
