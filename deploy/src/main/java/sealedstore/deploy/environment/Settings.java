package sealedstore.deploy.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sealedstore.deploy.terminal.Failure;

/**
 * What samconfig.toml says of an environment.
 *
 * @param environment its name
 * @param configName its name in samconfig.toml
 * @param stack the stack's name
 * @param region the shell's region, else that of samconfig.toml
 * @param parameters template parameters by name
 */
public record Settings(
    EnvironmentName environment,
    String configName,
    String stack,
    String region,
    Map<String, String> parameters) {

  private static final String FILE = "samconfig.toml";

  /**
   * @param root the folder of samconfig.toml
   * @param shell environment variables
   * @throws Failure if the file or a setting is missing
   */
  public static Settings of(Path root, EnvironmentName environment, Map<String, String> shell) {
    String name = environment.inSamConfig();
    JsonNode tables = tables(root.resolve(FILE)).path(name);
    String region = ofDeploy(tables, name, "region");
    return new Settings(
        environment,
        name,
        ofDeploy(tables, name, "stack_name"),
        shellRegion(shell).orElse(region),
        ParameterValues.parse(text(tables, name, "deploy", "parameter_overrides")));
  }

  /**
   * The region that the shell names: AWS_REGION, else AWS_DEFAULT_REGION, which the SDK for Java
   * would not read.
   */
  public static Optional<String> shellRegion(Map<String, String> shell) {
    return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
        .map(name -> shell.getOrDefault(name, "").strip())
        .filter(Predicate.not(String::isEmpty))
        .findFirst();
  }

  private static JsonNode tables(Path file) {
    try {
      return new TomlMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new Failure(
          "%s cannot be read: run the command in the folder of the checkout (%s)"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** As in SAM, a setting of the command comes before that of all commands. */
  private static String ofDeploy(JsonNode tables, String name, String setting) {
    boolean own = tables.path("deploy").path("parameters").has(setting);
    return text(tables, name, own ? "deploy" : "global", setting);
  }

  private static String text(JsonNode tables, String name, String command, String setting) {
    JsonNode value = tables.path(command).path("parameters").path(setting);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new Failure(
          "%s has no text %s in [%s.%s.parameters]".formatted(FILE, setting, name, command));
    }
    return value.textValue().strip();
  }
}
