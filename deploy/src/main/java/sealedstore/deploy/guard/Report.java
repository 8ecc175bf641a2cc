package sealedstore.deploy.guard;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change set and what the guard found in it.
 *
 * @param allowed logical ids whose findings the caller accepts
 */
public record Report(ChangeSet changeSet, List<Finding> findings, Set<String> allowed) {

  /** Longest value that is shown whole, in characters. */
  private static final int LONGEST = 300;

  /** Findings that nobody allowed: the change set is refused if there are any. */
  public List<Finding> refused() {
    return findings.stream().filter(finding -> !allowed.contains(finding.resource())).toList();
  }

  /** Findings that were allowed by name. */
  List<Finding> excepted() {
    return findings.stream().filter(finding -> allowed.contains(finding.resource())).toList();
  }

  /** Names that were allowed and of which nothing was found: perhaps mistyped. */
  List<String> needless() {
    return allowed.stream()
        .filter(name -> findings.stream().noneMatch(finding -> finding.resource().equals(name)))
        .sorted()
        .toList();
  }

  String heading() {
    return "Change set %s of stack %s".formatted(changeSet.name(), changeSet.stack());
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

  static String verb(Change.Action action) {
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

  /** Differences whose values are to be shown: of what comes or goes, its permissions only. */
  static List<Difference> shownDifferences(Change change) {
    if (change.action() != Change.Action.MODIFY) {
      return change.differences().stream().filter(Difference::isPolicy).toList();
    }
    return Stream.concat(change.differences().stream(), change.policies().stream()).toList();
  }

  static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
