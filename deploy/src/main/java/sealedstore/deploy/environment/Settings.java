package sealedstore.deploy.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.FileError;

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
  private static final String OVERRIDES = "parameter_overrides";

  /** Parameters that every resource's name is made of: commands find the resources by them. */
  private static final List<String> PARTS_OF_NAMES = List.of("Company", "Environment");

  /**
   * @param root the folder of samconfig.toml
   * @param shell environment variables
   * @throws Failure if the file or a setting is missing or cannot be read
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
        parameters(tables, name));
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
      return new TomlMapper().readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new Failure(
          "there is no %s: run the command in the folder of the checkout".formatted(file), e);
    } catch (IOException e) {
      throw new Failure("%s cannot be read: %s".formatted(file, FileError.reason(e)), e);
    }
  }

  private static Map<String, String> parameters(JsonNode tables, String name) {
    String setting = "%s: %s in [%s.deploy.parameters]".formatted(FILE, OVERRIDES, name);
    Map<String, String> parameters;
    try {
      parameters = ParameterValues.parse(text(tables, name, "deploy", OVERRIDES));
    } catch (Failure e) {
      throw new Failure(setting + ": " + e.getMessage(), e);
    }
    for (String part : PARTS_OF_NAMES) {
      if (!parameters.containsKey(part)) {
        throw new Failure("%s has no %s".formatted(setting, part));
      }
    }
    return parameters;
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
