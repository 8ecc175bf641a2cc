package sealedstore.deploy.guard;

import static sealedstore.deploy.guard.Finding.ADDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sealedstore.deploy.guard.Change.Action;
import sealedstore.deploy.guard.policy.NotUnderstood;
import sealedstore.deploy.guard.policy.Statement;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Fields;

/** Judges resources that come to the stack: new ones, and imported ones. */
final class Additions {

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
    if (row.get().when().equals("always") && !properties.isMasked()) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    foreign(change).forEach(findings::add);
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

  /** Properties that name another account, or are not shown. */
  private List<Finding> foreign(Change change) {
    var findings = new ArrayList<Finding>();
    if (change.propertiesAfter() instanceof Fields(var properties)) {
      properties.forEach(
          (name, value) -> {
            if (name.equals("Tags")) {
              return;
            }
            if (value.isMasked()) {
              findings.add(Finding.of(change, name, name + " is not shown"));
            } else if (!changeSet.account().isOwn(value)) {
              findings.add(
                  Finding.of(change, name, name + " names another account: " + value.show()));
            }
          });
    }
    return findings;
  }

  /** What it is attached to must be new, too. */
  private Optional<Finding> attached(Change change, Row row) {
    if (!row.when().startsWith("own, to ")) {
      return Optional.empty();
    }
    String property = row.when().substring("own, to ".length());
    return change.propertiesAfter().at(property).texts().allMatch(resources::isNew)
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                change,
                ADDED,
                "would be attached to what exists already: "
                    + change.propertiesAfter().at(property).show()));
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

  /** What runs with more than its own role and code, or a role that is not new. */
  private Optional<Finding> executed(Change change) {
    Value properties = change.propertiesAfter();
    for (String name : List.of("Layers", "ManagedPolicyArns", "Subscription", "RoleArn")) {
      if (properties.at(name) != Value.ABSENT) {
        return Optional.of(
            Finding.of(change, name, name + " would be " + properties.at(name).show()));
      }
    }
    return properties.at("Role").texts().allMatch(resources::isNew)
        ? Optional.empty()
        : Optional.of(
            Finding.of(change, "Role", "would run with the role " + properties.at("Role").show()));
  }
}
