package sealedstore.bench;

import java.util.List;
import java.util.Map;

/**
 * A whole run, as it is kept.
 *
 * @param machine what it ran on
 * @param variants what was measured
 * @param packageMegabytes size of each variant's zip, in MB (10^6 bytes)
 * @param samples every process's figures
 */
record Results(
    Machine machine,
    List<Variant> variants,
    Map<String, Double> packageMegabytes,
    List<Sample> samples) {}
