package sealedstore.deploy.guard;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sealedstore.deploy.guard.Change.Action;
import sealedstore.deploy.guard.value.Value;

/**
 * A change set and what the guard found in it.
 *
 * @param allowed ids of findings that the caller accepts
 */
public record Report(ChangeSet changeSet, List<Finding> findings, Set<String> allowed) {

  private static final Set<String> LOSES = Set.of(Finding.REMOVED, Finding.REPLACED);

  /** Findings that nobody allowed. */
  List<Finding> refused() {
    return findings.stream().filter(finding -> !isAllowed(finding)).toList();
  }

  /** Findings that were allowed. */
  List<Finding> excepted() {
    return findings.stream().filter(this::isAllowed).toList();
  }

  /** What is not shown cannot be allowed. */
  private boolean isAllowed(Finding finding) {
    return allowed.contains(finding.id()) && !finding.about().equals(Finding.UNSEEN);
  }

  /** Ids that were allowed and not found: perhaps mistyped, perhaps of another change set. */
  List<String> notFound() {
    return allowed.stream()
        .filter(id -> findings.stream().noneMatch(finding -> finding.id().equals(id)))
        .sorted()
        .toList();
  }

  /** Whether the change set may be executed. */
  public boolean isAccepted() {
    return refused().isEmpty() && notFound().isEmpty();
  }

  /**
   * Logical ids of the resources that somebody allowed to lose.
   *
   * @param types those that the stack policy forbids to lose
   */
  public Set<String> toLoosen(Set<String> types) {
    Set<String> lost =
        excepted().stream()
            .filter(finding -> LOSES.contains(finding.about()))
            .map(Finding::resource)
            .collect(Collectors.toSet());
    return changeSet.changes().stream()
        .filter(change -> types.contains(change.type()))
        .map(Change::logicalId)
        .filter(lost::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  String heading() {
    return "Change set %s of stack %s".formatted(changeSet.name(), changeSet.stack());
  }

  /** The last word: what is not true with an exception is not said. */
  String verdict() {
    int exceptions = excepted().size();
    if (!isAccepted()) {
      return "Not to be executed. What is meant, allow by its name: ALLOW="
          + (findings.isEmpty()
              ? "(nothing)"
              : findings.stream().map(Finding::id).distinct().collect(Collectors.joining(",")));
    }
    return exceptions == 0
        ? "Harmless: nothing is lost, nothing protects less, nobody can do more."
        : "Allowed by name: %d of %d findings. The rest is harmless."
            .formatted(exceptions, findings.size());
  }

  /** How many resources each action is for. */
  String counts() {
    if (changeSet.changes().isEmpty()) {
      return "nothing changes";
    }
    return changeSet.changes().stream()
        .collect(Collectors.groupingBy(Change::action, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(count -> count.getValue() + " to " + verb(count.getKey()))
        .collect(Collectors.joining(", "));
  }

  static String verb(Action action) {
    return switch (action) {
      case ADD -> "add";
      case MODIFY -> "change";
      case REMOVE -> "remove";
      case IMPORT -> "import";
      case DYNAMIC -> "decide on execution";
      case SYNC -> "take over as it is";
    };
  }

  static String replacement(Change change) {
    return switch (change.replacement()) {
      case NEVER -> "never";
      case CONDITIONAL -> "conditional";
      case ALWAYS -> "always";
    };
  }

  /**
   * What is shown of a change: all that differs, but for references to a resource that stays the
   * same; of a resource that comes or goes, what protects it and its policies.
   */
  List<Difference> shown(Change change) {
    List<Difference> attributes =
        Attributes.KEEPING.stream()
            .map(name -> new Difference(name, change.before().at(name), change.after().at(name)))
            .filter(it -> !it.before().equals(it.after()))
            .toList();
    if (change.action() == Action.MODIFY || change.action() == Action.SYNC) {
      Value after = new References(changeSet).propertiesAfter(change);
      return Stream.concat(
              Difference.between(change.propertiesBefore(), after).stream(), attributes.stream())
          .toList();
    }
    return Stream.concat(
            change.differences().stream().filter(it -> protects(change, it)), attributes.stream())
        .toList();
  }

  private static boolean protects(Change change, Difference difference) {
    return Row.around(change.type(), difference.path())
        .filter(row -> !row.isAlways() && !row.when().equals("version"))
        .isPresent();
  }
}
