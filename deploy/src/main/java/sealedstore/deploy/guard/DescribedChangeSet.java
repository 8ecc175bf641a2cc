package sealedstore.deploy.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sealedstore.deploy.guard.value.Json;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Absent;
import sealedstore.deploy.guard.value.Value.Fields;
import sealedstore.deploy.guard.value.Value.Items;
import sealedstore.deploy.guard.value.Value.Text;

/** Reads the answer of "DescribeChangeSet" with its property values. */
final class DescribedChangeSet {

  private DescribedChangeSet() {}

  /**
   * @param json the answer, all its pages in one
   * @throws Unreadable if it is not a finished change set, or of a kind that is not known here
   */
  static ChangeSet of(Value json) throws Unreadable {
    String id = required(json, "ChangeSetId");
    if (!(json.at("Changes") instanceof Items(var items))) {
      throw new Unreadable("this is no described change set: it has no list of Changes");
    }
    List<Change> changes = new ArrayList<>();
    for (Value change : items) {
      changes.add(change(change));
    }
    return ChangeSet.of(
        id,
        required(json, "ChangeSetName"),
        required(json, "StackId"),
        required(json, "StackName"),
        required(json, "Status"),
        text(json, "StatusReason"),
        text(json, "ExecutionStatus"),
        changes);
  }

  private static Change change(Value entry) throws Unreadable {
    String kind = entry.at("Type").textOr("Resource");
    if (!kind.equals("Resource") || !(entry.at("ResourceChange") instanceof Fields change)) {
      throw new Unreadable(
          "a change of type " + kind + " is not of a resource: it cannot be judged");
    }
    String logicalId = required(change, "LogicalResourceId");
    List<Detail> details = new ArrayList<>();
    for (Value detail : change.at("Details").asList()) {
      details.add(detail(logicalId, detail));
    }
    return Change.of(
        required(change, "Action"),
        logicalId,
        text(change, "PhysicalResourceId"),
        required(change, "ResourceType"),
        text(change, "Replacement"),
        text(change, "PolicyAction"),
        details,
        context(logicalId, change, "BeforeContext"),
        context(logicalId, change, "AfterContext"),
        context(logicalId, change, "PreviousDeploymentContext"));
  }

  private static Detail detail(String logicalId, Value detail) throws Unreadable {
    if (!(detail.at("Target") instanceof Fields target)) {
      throw new Unreadable(logicalId + ": one of its Details has no Target");
    }
    return Detail.of(
        text(target, "Attribute"),
        text(target, "Name"),
        text(target, "Path"),
        target.at("RequiresRecreation").textOr("Never"),
        detail.at("Evaluation").textOr("Static"),
        text(detail, "ChangeSource"),
        text(detail, "CausingEntity"),
        text(target, "AttributeChangeType"),
        text(target, "BeforeValue") + text(target, "AfterValue"));
  }

  private static Value context(String logicalId, Value change, String name) throws Unreadable {
    return switch (change.at(name)) {
      case Text(String json) -> context(logicalId, name, json);
      case Absent absent -> absent;
      case Items _, Fields _ -> throw new Unreadable(logicalId + ": its " + name + " is no text");
    };
  }

  /** A context is JSON in a string of JSON. */
  private static Value context(String logicalId, String name, String json) throws Unreadable {
    try {
      if (Json.parse(json) instanceof Fields context) {
        return context;
      }
    } catch (IOException e) {
      throw new Unreadable(logicalId + ": its " + name + " cannot be read as JSON");
    }
    throw new Unreadable(logicalId + ": its " + name + " is no object");
  }

  private static String text(Value json, String name) {
    return json.at(name).textOr("");
  }

  private static String required(Value json, String name) throws Unreadable {
    if (json.at(name) instanceof Text(String text) && !text.isEmpty()) {
      return text;
    }
    throw new Unreadable("this is no described change set: it has no " + name);
  }
}
