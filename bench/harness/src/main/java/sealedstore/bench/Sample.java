package sealedstore.bench;

import java.util.Map;

/**
 * What one process showed.
 *
 * @param variant its name
 * @param scenario what was done with it
 * @param cpu share of a CPU it had; 0 for all of the machine
 * @param figures by name; times in milliseconds, memory in MB
 */
record Sample(String variant, Variant.Scenario scenario, double cpu, Map<String, Double> figures) {}
