package sealedstore.deploy.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How fast the live table may be read. */
final class RateOption {

  private static final int WHOLE = 100;

  @Option(
      names = "--rate",
      paramLabel = "PERCENT",
      defaultValue = "20",
      description = "percent of the live table's capacity to use, 1 to 100 (default: 20)")
  private int rate;

  /** The percentage. */
  int percent(CommandSpec spec) {
    if (rate < 1 || rate > WHOLE) {
      throw new ParameterException(
          spec.commandLine(), "--rate: must be 1 to 100, percent of the capacity, and is " + rate);
    }
    return rate;
  }
}
