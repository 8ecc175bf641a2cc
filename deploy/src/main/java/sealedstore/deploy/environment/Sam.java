package sealedstore.deploy.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.terminal.Failure;

/** Runs the pinned SAM CLI in the checkout, with the environment's settings. */
public final class Sam {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Characters of SAM's output that an error shows: its reason stands at the end. */
  private static final int LONGEST = 3_000;

  private final Path root;
  private final Settings settings;
  private final Map<String, String> shell;

  /**
   * @param shell environment variables, handed on with the environment's region
   */
  public Sam(Path root, Settings settings, Map<String, String> shell) {
    this.root = root;
    this.settings = settings;
    this.shell = shell;
  }

  /**
   * Builds the functions.
   *
   * @throws Failure if SAM fails, with the end of what it printed
   */
  public void build() {
    run(List.of("build", "--config-env", settings.configName(), "--region", settings.region()));
  }

  /**
   * Uploads the code and makes a change set, without executing it.
   *
   * @param parameters template parameters by name, also those of samconfig.toml
   * @param bucket for the code, else SAM's own
   * @param role that CloudFormation takes
   * @return the change set's ARN; empty if there is nothing to change
   * @throws Failure if SAM fails, with the end of what it printed
   */
  public Optional<String> createChangeSet(
      Map<String, String> parameters, Optional<String> bucket, Optional<String> role) {
    // Given as an option: samconfig.toml's region comes before the variables' one.
    var command =
        new ArrayList<>(
            List.of(
                "deploy", "--config-env", settings.configName(), "--region", settings.region()));
    command.addAll(List.of("--no-execute-changeset", "--no-confirm-changeset", "--no-progressbar"));
    command.addAll(List.of("--output", "json", "--parameter-overrides"));
    parameters.forEach((name, value) -> command.add(override(name, value)));
    bucket.ifPresent(it -> command.addAll(List.of("--no-resolve-s3", "--s3-bucket", it)));
    role.ifPresent(it -> command.addAll(List.of("--role-arn", it)));
    return changeSet(run(command));
  }

  /** SAM takes an empty value, and one with spaces, in quotes only. */
  private static String override(String name, String value) {
    boolean plain = !value.isEmpty() && value.chars().noneMatch(Character::isWhitespace);
    return plain ? name + "=" + value : "%s=\"%s\"".formatted(name, value);
  }

  /** From the lines of JSON that sam deploy prints. */
  private static Optional<String> changeSet(String output) {
    for (String line : output.lines().toList()) {
      JsonNode message = json(line);
      switch (message.path("status").asText()) {
        case "changeset_created" -> {
          return Optional.of(message.path("changeset_id").asText());
        }
        case "no_changes" -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    throw new Failure("sam deploy has made no change set and did not say why:\n" + end(output));
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  private String run(List<String> arguments) {
    var command = new ArrayList<>(List.of(programs().resolve("sam").toString()));
    command.addAll(arguments);
    var result = ChildProcess.run(command, root, processEnvironment());
    if (result.status() != 0) {
      throw new Failure("sam " + arguments.getFirst() + " failed:\n" + end(result.all()));
    }
    return result.output();
  }

  /** The template that SAM would deploy: the built one where there is one. */
  public Path template(boolean built) {
    Path builtTemplate = root.resolve(".aws-sam/build/template.yaml");
    return built && Files.exists(builtTemplate) ? builtTemplate : root.resolve("template.yaml");
  }

  /** Installs SAM unless it is there. */
  private Path programs() {
    String python = shell.getOrDefault("PYTHON", "python3");
    var result =
        ChildProcess.run(List.of(python, "-E", "-B", "-m", "tools.install", "sam"), root, shell);
    if (result.status() != 0) {
      throw new Failure("SAM cannot be installed:\n" + end(result.all()));
    }
    return Path.of(result.output().strip());
  }

  private Map<String, String> processEnvironment() {
    var variables = new HashMap<>(shell);
    variables.put("AWS_REGION", settings.region());
    variables.put("AWS_DEFAULT_REGION", settings.region());
    variables.put("SAM_CLI_TELEMETRY", "0");
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    return variables;
  }

  private static String end(String output) {
    return output.substring(Math.max(0, output.length() - LONGEST));
  }
}
