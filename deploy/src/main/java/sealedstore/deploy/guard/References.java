package sealedstore.deploy.guard;

import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Fields;
import sealedstore.deploy.guard.value.Value.Items;
import sealedstore.deploy.guard.value.Value.Text;

/**
 * Finds out what is known after apply: a reference to a resource that changes and stays the same
 * resource stands for what it stood for before.
 */
final class References {

  private final List<Change> changes;

  References(ChangeSet changeSet) {
    this.changes = changeSet.changes();
  }

  /** The properties after the change, with every such reference replaced by its value. */
  Value propertiesAfter(Change change) {
    Value before = change.propertiesBefore();
    Value after = change.propertiesAfter();
    if (!(after instanceof Fields(var properties))) {
      return after;
    }
    var resolved = new TreeMap<String, Value>();
    properties.forEach(
        (name, value) -> resolved.put(name, resolve(change, name, before.at(name), value)));
    return new Fields(resolved);
  }

  private Value resolve(Change change, String property, Value before, Value after) {
    if (before instanceof Text(String old) && after instanceof Text(String text)) {
      return text.contains(Value.KNOWN_AFTER_APPLY) && stays(change, property, old, text)
          ? before
          : after;
    }
    if (before instanceof Fields && after instanceof Fields(var fields)) {
      var resolved = new TreeMap<String, Value>();
      fields.forEach(
          (name, value) -> resolved.put(name, resolve(change, property, before.at(name), value)));
      return new Fields(resolved);
    }
    if (before instanceof Items(var olds)
        && after instanceof Items(var items)
        && olds.size() == items.size()) {
      return new Items(
          Stream.iterate(0, i -> i < items.size(), i -> i + 1)
              .map(i -> resolve(change, property, olds.get(i), items.get(i)))
              .toList());
    }
    return after;
  }

  /** Whether what is not known of a text is the name of a resource that stays. */
  private boolean stays(Change change, String property, String before, String after) {
    List<String> causes =
        change.details().stream()
            .filter(detail -> detail.property().equals(property) && !detail.cause().isEmpty())
            .map(Detail::cause)
            .toList();
    return changes.stream()
        .filter(Change::keepsTheResource)
        .filter(other -> causes.isEmpty() ? isOnlyOne(other) : causes.contains(other.logicalId()))
        .anyMatch(other -> names(other).anyMatch(name -> isNamed(before, after, name)));
  }

  /** Whether no new resource of the type could be meant instead. */
  private boolean isOnlyOne(Change kept) {
    return changes.stream().noneMatch(other -> other.isNew() && other.type().equals(kept.type()));
  }

  /** Whether a detail is about a reference, and the property stays what it was. */
  boolean leaves(Change change, Detail detail) {
    String property = detail.property();
    Value before = change.propertiesBefore().at(property);
    Value after = change.propertiesAfter().at(property);
    return !detail.masked()
        && !before.isMasked()
        && before.equals(propertiesAfter(change).at(property))
        && (after.isUnknown() || detail.ofReference() && isKept(detail.cause()));
  }

  private boolean isKept(String logicalId) {
    return changes.stream()
        .anyMatch(change -> change.logicalId().equals(logicalId) && change.keepsTheResource());
  }

  private static boolean isNamed(String before, String after, String name) {
    String[] known = after.split(Pattern.quote(Value.KNOWN_AFTER_APPLY), -1);
    if (known.length != 2) {
      return false;
    }
    boolean fits =
        before.length() >= known[0].length() + known[1].length()
            && before.startsWith(known[0])
            && before.endsWith(known[1]);
    if (!fits) {
      return false;
    }
    String hidden = before.substring(known[0].length(), before.length() - known[1].length());
    return namesIt(hidden, name);
  }

  /** Whether a name, an ARN, a URL or a part of one names a resource, without a wildcard. */
  private static boolean namesIt(String text, String name) {
    return text.matches("[^*?]*(^|[:/])" + Pattern.quote(name) + "($|[:/].*)");
  }

  /** What a resource that stays is called: its physical id, and what its properties name it. */
  private static Stream<String> names(Change kept) {
    return Stream.of(kept.physicalId(), name(kept.type(), kept.propertiesBefore()))
        .filter(name -> !name.isEmpty());
  }

  /** What its properties name a resource, empty if they do not: QueueName of AWS::SQS::Queue. */
  static String name(String type, Value properties) {
    String property =
        switch (type) {
          case "AWS::Events::Rule" -> "Name";
          case "AWS::IAM::ManagedPolicy" -> "ManagedPolicyName";
          default -> type.substring(type.lastIndexOf(':') + 1) + "Name";
        };
    return properties.at(property).textOr("");
  }
}
