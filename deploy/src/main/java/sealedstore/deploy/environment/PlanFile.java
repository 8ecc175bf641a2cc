package sealedstore.deploy.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.FileError;

/**
 * Keeps which change set was shown, from {@code plan} to {@code apply}.
 *
 * @param folder where the files of all environments are
 * @param name of the environment's file
 * @param stack the environment's stack: a plan of another one does not count
 * @param region the stack's region: a plan of another one does not count
 */
public record PlanFile(Path folder, String name, String stack, String region) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A plan that was shown.
   *
   * @param changeSet the change set's ARN; empty where nothing changes
   */
  public record Plan(Optional<String> changeSet) {}

  /** The file of an environment, below the folder of the checkout. */
  public static PlanFile of(Path root, Settings settings) {
    String name = "plan-%s.json".formatted(settings.environment());
    return new PlanFile(root.resolve(".aws-sam"), name, settings.stack(), settings.region());
  }

  /** Remembers the plan that is shown. */
  public void write(Plan plan) {
    var json = JSON.createObjectNode().put("stack", stack).put("region", region);
    plan.changeSet.ifPresentOrElse(
        arn -> json.put("changeSet", arn), () -> json.putNull("changeSet"));
    try {
      Files.createDirectories(folder);
      Files.writeString(file(), json.toString());
    } catch (IOException e) {
      throw new Failure("%s cannot be written: %s".formatted(file(), FileError.reason(e)), e);
    }
  }

  /** The plan, if there is one of this stack in this region. */
  public Optional<Plan> read() {
    try {
      JsonNode json = JSON.readTree(file().toFile());
      return json.path("stack").asText().equals(stack)
              && json.path("region").asText().equals(region)
          ? Optional.of(new Plan(Optional.ofNullable(json.path("changeSet").textValue())))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Forgets the plan, which was executed or is about to be replaced. */
  public void delete() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new Failure("%s cannot be deleted: %s".formatted(file(), FileError.reason(e)), e);
    }
  }

  private Path file() {
    return folder.resolve(name);
  }
}
