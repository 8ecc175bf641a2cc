package sealedstore.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.FileError;

/**
 * The policy by which CloudFormation itself refuses to replace or delete what holds data ("Prevent
 * updates to stack resources").
 *
 * @param json the policy
 */
public record StackPolicy(JsonNode json) {

  /** Its file in the checkout. */
  public static final String FILE = "deploy/stack-policy.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws Failure if it cannot be read
   */
  public static StackPolicy read(Path root) {
    try {
      return new StackPolicy(JSON.readTree(Files.readString(root.resolve(FILE))));
    } catch (IOException e) {
      throw new Failure("%s cannot be read: %s".formatted(FILE, FileError.reason(e)), e);
    }
  }

  /** Whether a policy that CloudFormation has stored says the same; null is none. */
  boolean isStoredAs(String stored) {
    try {
      return stored != null && JSON.readTree(stored).equals(json);
    } catch (IOException e) {
      return false;
    }
  }

  /** Resource types that its denials name. */
  Set<String> types() {
    var types = new TreeSet<String>();
    json.findValues("ResourceType").forEach(names -> names.forEach(it -> types.add(it.asText())));
    return types;
  }

  /** The same policy, with these resources left out of its denials. */
  StackPolicy except(Collection<String> logicalIds) {
    JsonNode loosened = json.deepCopy();
    for (JsonNode statement : loosened.path("Statement")) {
      if (statement.path("Effect").asText().equals("Deny")) {
        var denial = (ObjectNode) statement;
        denial.remove("Resource");
        var others = denial.putArray("NotResource");
        logicalIds.forEach(id -> others.add("LogicalResourceId/" + id));
      }
    }
    return new StackPolicy(loosened);
  }
}
