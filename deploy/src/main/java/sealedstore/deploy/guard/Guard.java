package sealedstore.deploy.guard;

import static sealedstore.deploy.guard.Finding.REMOVED;
import static sealedstore.deploy.guard.Finding.REPLACED;
import static sealedstore.deploy.guard.Finding.UNSEEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sealedstore.deploy.guard.value.Value;

/**
 * Finds what in a change set is not known to be harmless. What is, stands in harmless.txt.
 *
 * <p>Sources: "ResourceChange", "ResourceChangeDetail" and "ResourceTargetDefinition", AWS
 * CloudFormation API Reference; "Using drift-aware change sets", AWS CloudFormation User Guide.
 */
public final class Guard {

  private static final String KEPT = "; what it holds stays, outside of the stack";

  private final ChangeSet changeSet;
  private final References references;
  private final PropertyChanges properties;
  private final Additions additions;

  private Guard(ChangeSet changeSet) {
    this.changeSet = changeSet;
    this.references = new References(changeSet);
    this.properties = new PropertyChanges(changeSet, references);
    this.additions = new Additions(changeSet);
  }

  /**
   * Everything found, in the order of the changes.
   *
   * @throws Unreadable if it does not show what changes; not where what it does show is to be
   *     refused anyway
   */
  public static List<Finding> judge(ChangeSet changeSet) throws Unreadable {
    var findings = new ArrayList<Finding>();
    var guard = new Guard(changeSet);
    changeSet.changes().forEach(change -> findings.addAll(guard.judge(change)));
    findings.addAll(PublishedVersions.judge(changeSet));
    if (!findings.isEmpty() && findings.stream().allMatch(it -> it.about().equals(UNSEEN))) {
      throw new Unreadable(findings.getFirst().sentence());
    }
    return findings.stream().distinct().toList();
  }

  private List<Finding> judge(Change change) {
    var findings = new ArrayList<Finding>();
    if (change.isUnseen()) {
      findings.add(
          Finding.of(
              change,
              UNSEEN,
              "the change set was described without property values: use"
                  + " --include-property-values"));
    }
    switch (change.action()) {
      case ADD, IMPORT -> findings.addAll(additions.judge(change));
      case MODIFY, SYNC -> {
        findings.addAll(modified(change));
        if (findings.isEmpty() && isHidden(change)) {
          findings.add(Finding.of(change, "changed", PropertyChanges.unknownType(change)));
        }
      }
      case REMOVE -> findings.addAll(removed(change));
      case DYNAMIC ->
          findings.add(
              Finding.of(
                  change, "undecided", "CloudFormation cannot say before what would happen to it"));
    }
    if (change.deployed() != Value.ABSENT) {
      findings.addAll(modified(change.sinceDeployment()));
    }
    return findings;
  }

  /** Whether something unknown changes of which the change set shows nothing. */
  private static boolean isHidden(Change change) {
    return change.action() == Change.Action.MODIFY
        && !Row.knows(change.type())
        && change.differences().isEmpty();
  }

  private List<Finding> modified(Change change) {
    if (change.isUnseen()) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    boolean replaced = mayBeReplaced(change) && !isHarmlessToReplace(change);
    if (replaced) {
      findings.add(Finding.of(change, REPLACED, replacement(change)));
    }
    findings.addAll(Attributes.judge(change));
    findings.addAll(properties.judge(change, replaced));
    return findings;
  }

  /** A replacement for what a reference leads to does not happen where that stays the same. */
  private boolean mayBeReplaced(Change change) {
    return switch (change.replacement()) {
      case NEVER -> false;
      case ALWAYS -> true;
      case CONDITIONAL ->
          change.details().isEmpty()
              || change.details().stream()
                  .anyMatch(detail -> detail.replaces() && !references.leaves(change, detail));
    };
  }

  private static boolean isHarmlessToReplace(Change change) {
    return Row.of(change.type(), REPLACED)
        .filter(row -> row.isAlways() || change.isKept())
        .isPresent();
  }

  private static String replacement(Change change) {
    String properties =
        change.details().stream()
            .filter(Detail::replaces)
            .map(Detail::property)
            .distinct()
            .collect(Collectors.joining(" and "));
    return "%s be replaced by an empty one%s%s"
        .formatted(
            change.replacement() == Change.Replacement.ALWAYS ? "would" : "may",
            properties.isEmpty() ? "" : " because of " + properties,
            fate(change));
  }

  private List<Finding> removed(Change change) {
    if (change.isUnseen() && Row.of(change.type(), REMOVED).isPresent()) {
      return List.of();
    }
    Optional<String> lifted = PolicyJudge.lifted(change);
    boolean harmless =
        switch (Row.of(change.type(), REMOVED).map(Row::when).orElse("")) {
          case "kept" -> change.isKept();
          case "allows only" -> lifted.isEmpty();
          case String when ->
              new Direction(when, changeSet.account())
                  .isHarmless(change.propertiesBefore(), Value.ABSENT);
        };
    return harmless
        ? List.of()
        : List.of(
            Finding.of(
                change,
                REMOVED,
                "would be removed from the stack"
                    + fate(change)
                    + lifted.map(it -> "; denials would be lifted: " + it).orElse("")));
  }

  private static String fate(Change change) {
    if (change.isKept()) {
      return KEPT;
    }
    return change.fate() == Change.Fate.SNAPSHOT
        ? " and deleted but for a snapshot"
        : " and deleted, with what it holds";
  }
}
