package sealedstore.bench;

import java.util.Map;

/**
 * The figures of one process.
 *
 * @param variant its name
 * @param scenario what was measured
 * @param cpu share of a CPU; 0 for the whole machine
 * @param figures by name; times in milliseconds, memory in MB
 */
record Sample(String variant, Variant.Scenario scenario, double cpu, Map<String, Double> figures) {}
