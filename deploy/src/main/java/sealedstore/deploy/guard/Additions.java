package sealedstore.deploy.guard;

import static sealedstore.deploy.guard.Finding.ADDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sealedstore.deploy.guard.Change.Action;
import sealedstore.deploy.guard.policy.NotUnderstood;
import sealedstore.deploy.guard.policy.Statement;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Fields;

/** Judges resources that come to the stack: new ones, and imported ones. */
final class Additions {

  /** The row with the properties that a new resource may have beside those with a row. */
  private static final String NEW = "new";

  private static final Pattern ATTACHED = Pattern.compile("own, (\\w+) of (\\S+)");

  private final ChangeSet changeSet;
  private final NewResources resources;

  Additions(ChangeSet changeSet) {
    this.changeSet = changeSet;
    this.resources = new NewResources(changeSet);
  }

  List<Finding> judge(Change change) {
    if (change.isUnseen()) {
      return List.of();
    }
    Optional<Row> row = Row.of(change.type(), ADDED);
    if (row.isEmpty()) {
      return List.of(Finding.of(change, ADDED, unknown(change)));
    }
    Value properties = change.propertiesAfter();
    if (row.get().isAlways() && !properties.isMasked()) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    judgeProperties(change, findings);
    attached(change, row.get()).ifPresent(findings::add);
    for (Row property : Row.ofType(change.type())) {
      unprotected(change, property).ifPresent(findings::add);
      opened(change, property).ifPresent(findings::add);
    }
    executed(change).ifPresent(findings::add);
    if (change.action() == Action.IMPORT
        && !Attributes.keeps(change.after().at("DeletionPolicy"))) {
      findings.add(Finding.of(change, "DeletionPolicy", "its DeletionPolicy does not keep it"));
    }
    return findings;
  }

  private static String unknown(Change change) {
    Value properties = change.propertiesAfter();
    return change.type().equals("AWS::Lambda::Permission")
        ? "would let %s call %s of %s"
            .formatted(
                properties.at("Principal").show(),
                properties.at("Action").show(),
                properties.at("FunctionName").show())
        : PropertyChanges.unknownType(change);
  }

  private void judgeProperties(Change change, List<Finding> findings) {
    if (change.propertiesAfter() instanceof Fields(var properties)) {
      properties.forEach(
          (name, value) ->
              judgeProperty(change, name, value)
                  .ifPresent(what -> findings.add(Finding.of(change, name, name + what))));
    }
  }

  /** What a property is that a new resource should not have. */
  private Optional<String> judgeProperty(Change change, String name, Value value) {
    if (name.equals("Tags")) {
      return Optional.empty();
    }
    if (value.isMasked()) {
      return Optional.of(" is not shown");
    }
    if (!changeSet.account().isOwn(value)) {
      return Optional.of(" names another account: " + Shown.value(name, value));
    }
    boolean known =
        Row.of(change.type(), NEW).filter(row -> row.lists(name)).isPresent()
            || Row.ofType(change.type()).stream()
                .filter(row -> root(row).equals(name))
                .anyMatch(row -> isHarmless(row, change.propertiesAfter().atPath(row.what())));
    return known ? Optional.empty() : Optional.of(" would be " + Shown.value(name, value));
  }

  private boolean isHarmless(Row row, Value value) {
    return row.isPolicy()
        || List.of("on", "version").contains(row.when())
        || new Direction(row.when(), changeSet.account()).isHarmless(Value.ABSENT, value);
  }

  /** What it is attached to must be new, too. */
  private Optional<Finding> attached(Change change, Row row) {
    Matcher to = ATTACHED.matcher(row.when());
    if (!to.matches()) {
      return Optional.empty();
    }
    Value what = change.propertiesAfter().at(to.group(1));
    return areNew(what, to.group(2))
        ? Optional.empty()
        : Optional.of(
            Finding.of(change, ADDED, "would be attached to what exists already: " + what.show()));
  }

  /** A switch that protects data must be on from the start. */
  private static Optional<Finding> unprotected(Change change, Row row) {
    Value value = change.propertiesAfter().atPath(row.what());
    return row.when().equals("on") && !Boolean.parseBoolean(value.textOr(""))
        ? Optional.of(Finding.of(change, root(row), row.what() + " would not be on"))
        : Optional.empty();
  }

  private Optional<Finding> opened(Change change, Row row) {
    if (!row.isPolicy()) {
      return Optional.empty();
    }
    try {
      List<String> opened =
          PolicyJudge.statements(row, change.propertiesAfter().atPath(row.what())).stream()
              .filter(statement -> resources.opensMore(statement, row.when().equals("trust")))
              .map(Statement::words)
              .toList();
      return opened.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Finding.of(
                  change, root(row), "its policy would newly say: " + String.join("; ", opened)));
    } catch (NotUnderstood e) {
      return Optional.of(
          Finding.of(change, root(row), "its policy cannot be read: " + e.getMessage()));
    }
  }

  private static String root(Row row) {
    return row.what().split("\\.")[0];
  }

  /** What runs with a role that is not new. */
  private Optional<Finding> executed(Change change) {
    Value role = change.propertiesAfter().at("Role");
    return areNew(role, "AWS::IAM::Role")
        ? Optional.empty()
        : Optional.of(Finding.of(change, "Role", "would run with the role " + role.show()));
  }

  /** Whether all that a value names are resources of a type that are added. */
  private boolean areNew(Value names, String type) {
    return names.texts().allMatch(text -> resources.isNew(text, type));
  }
}
