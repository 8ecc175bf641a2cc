package sealedstore.deploy.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sealedstore.deploy.guard.Change.Cause;

/** Reads what {@code aws cloudformation describe-change-set --include-property-values} printed. */
public final class SavedChangeSet {

  private SavedChangeSet() {}

  /**
   * @throws Unreadable if the file is not a whole, finished change set with property values
   */
  public static ChangeSet read(Path file) throws Unreadable {
    Value json;
    try {
      json = Json.parse(Files.readString(file));
    } catch (IOException e) {
      throw new Unreadable(file + " cannot be read as JSON: " + e.getMessage());
    }
    if (json.at("NextToken") != Value.ABSENT) {
      throw new Unreadable(file + " is one page of several: save the whole change set");
    }
    List<Change> changes = new ArrayList<>();
    for (Value change : json.at("Changes").asList()) {
      changes.add(change(change.at("ResourceChange")));
    }
    return ChangeSet.of(
        required(json, "ChangeSetId"),
        required(json, "ChangeSetName"),
        required(json, "StackName"),
        required(json, "Status"),
        text(json, "StatusReason"),
        text(json, "ExecutionStatus"),
        changes);
  }

  private static Change change(Value change) throws Unreadable {
    List<Cause> causes =
        change.at("Details").asList().stream()
            .map(
                detail ->
                    Cause.of(
                        detail.at("Target", "Name").textOr(""),
                        detail.at("Target", "RequiresRecreation").textOr("Never"),
                        detail.at("Evaluation").textOr("Static")))
            .toList();
    return Change.of(
        required(change, "Action"),
        required(change, "LogicalResourceId"),
        text(change, "PhysicalResourceId"),
        required(change, "ResourceType"),
        text(change, "Replacement"),
        text(change, "PolicyAction"),
        causes,
        context(change, "BeforeContext"),
        context(change, "AfterContext"));
  }

  /** A context is JSON in a string of JSON. */
  private static Value context(Value change, String name) throws Unreadable {
    return switch (change.at(name)) {
      case Value.Text(String json) -> context(required(change, "LogicalResourceId"), name, json);
      case Value other -> other;
    };
  }

  static Value context(String logicalId, String name, String json) throws Unreadable {
    try {
      return Json.parse(json);
    } catch (IOException e) {
      throw new Unreadable(logicalId + ": its " + name + " cannot be read as JSON");
    }
  }

  private static String text(Value json, String name) {
    return json.at(name).textOr("");
  }

  private static String required(Value json, String name) throws Unreadable {
    if (json.at(name) instanceof Value.Text(String text) && !text.isEmpty()) {
      return text;
    }
    throw new Unreadable("this is no described change set: it has no " + name);
  }
}
