package sealedstore.deploy.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Makes the variables of make, which are environment variables here, the defaults of options and
 * arguments: ROLE_ARN of {@code --role-arn}, ENV of {@code ENV}. As in make, an empty variable is
 * none, and any other switches a flag on.
 */
public final class MakeVariables implements IDefaultValueProvider {

  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
  private static final String MAKE = "MAKELEVEL";

  private final Map<String, String> environment;

  /**
   * @param environment all environment variables
   */
  public MakeVariables(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    String value = environment.get(variable(argument));
    if (value == null || value.isEmpty()) {
      return null;
    }
    return argument.typeInfo().isBoolean() ? "true" : value;
  }

  private static String variable(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? variable(option.longestName())
        : argument.paramLabel();
  }

  private static String variable(String option) {
    return option.substring("--".length()).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * A message that names each option as the user typed it, or would have to: called by make, which
   * sets MAKELEVEL, as its variable.
   *
   * @param message names options as {@code --role-arn}
   * @param arguments of the command line
   */
  String asTyped(String message, List<String> arguments) {
    return OPTION
        .matcher(message)
        .replaceAll(
            found -> {
              String option = found.group();
              String variable = variable(option);
              boolean typed = arguments.stream().anyMatch(it -> it.split("=", 2)[0].equals(option));
              boolean make = environment.containsKey(variable) || environment.containsKey(MAKE);
              return !typed && make ? variable : option;
            });
  }
}
