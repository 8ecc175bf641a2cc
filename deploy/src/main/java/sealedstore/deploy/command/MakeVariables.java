package sealedstore.deploy.command;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes what an option is not given from the environment variable of its name, where make puts its
 * variables: {@code --role-arn} from ROLE_ARN, {@code ENV} from ENV. As in make, an empty variable
 * is none, and any other switches a flag on.
 */
public final class MakeVariables implements IDefaultValueProvider {

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
        ? option.longestName().replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT)
        : argument.paramLabel();
  }
}
