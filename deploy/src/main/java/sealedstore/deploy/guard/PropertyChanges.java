package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import sealedstore.deploy.guard.value.Value;

/** Judges the properties of a resource that changes. */
final class PropertyChanges {

  private final ChangeSet changeSet;
  private final References references;

  PropertyChanges(ChangeSet changeSet, References references) {
    this.changeSet = changeSet;
    this.references = references;
  }

  /** What is said of a type that harmless.txt does not have. */
  static String unknownType(Change change) {
    return change.type().equals(Change.NESTED_STACK)
        ? "what changes in a nested stack is not shown here"
        : "the guard does not know this type, nor what depends on it";
  }

  /**
   * One finding for each property at most.
   *
   * @param replaced whether a replacement was found, which is then said of the properties that
   *     cause it
   */
  List<Finding> judge(Change change, boolean replaced) {
    Value after = references.propertiesAfter(change);
    var said = new TreeMap<String, List<String>>();
    Difference.between(change.propertiesBefore(), after, path -> isJudgedWhole(change, path))
        .forEach(
            difference ->
                judge(change, difference)
                    .ifPresent(
                        what ->
                            said.computeIfAbsent(difference.property(), _ -> new ArrayList<>())
                                .add(what)));
    for (Detail detail : change.details()) {
      if (isHidden(change, detail)) {
        said.putIfAbsent(
            detail.property(),
            List.of(detail.property() + " would change, and to what is not shown"));
      }
      if (replaced && detail.replaces()) {
        said.remove(detail.property());
      }
    }
    return said.entrySet().stream()
        .map(it -> Finding.of(change, it.getKey(), String.join("; ", it.getValue())))
        .toList();
  }

  /** Whether a property has a row of its own that looks at all of it. */
  private static boolean isJudgedWhole(Change change, String path) {
    return Row.of(change.type(), path).filter(Row::isPolicy).isPresent();
  }

  private Optional<String> judge(Change change, Difference difference) {
    Optional<Row> row = Row.around(change.type(), difference.path());
    if (row.isEmpty()) {
      return Optional.of(sentence(difference, ""));
    }
    if (row.get().isPolicy()) {
      return PolicyJudge.judge(changeSet.account(), change, difference, row.get());
    }
    boolean harmless =
        switch (row.get().when()) {
          // Whether a version is published with it, PublishedVersions finds out.
          case "version" -> !difference.before().isMasked() && !difference.after().isMasked();
          case "new version" -> PublishedVersions.isNew(changeSet, change, difference.after());
          case "capacity" -> TableCapacity.isFollowed(changeSet, change, difference);
          case String unless when unless.startsWith("unless ") ->
              new Direction(unless, changeSet.account())
                  .isHarmless(change.propertiesBefore(), change.propertiesAfter());
          case String when ->
              new Direction(when, changeSet.account())
                  .isHarmless(difference.before(), difference.after());
        };
    return harmless
        ? Optional.empty()
        : Optional.of(sentence(difference, " (harmless only %s)".formatted(row.get().words())));
  }

  private static String sentence(Difference difference, String harmless) {
    return "%s would change: %s%s".formatted(difference.path(), Shown.change(difference), harmless);
  }

  /**
   * Whether a property changes of which the contexts show no difference: a value of a NoEcho
   * parameter, or one that CloudFormation cannot tell.
   */
  private static boolean isHidden(Change change, Detail detail) {
    String property = detail.property();
    if (property.isEmpty()) {
      return false;
    }
    boolean attribute = detail.ofAttribute();
    Value before = (attribute ? change.before() : change.propertiesBefore()).at(property);
    Value after = (attribute ? change.after() : change.propertiesAfter()).at(property);
    return detail.masked()
        || detail.certain()
            && before.equals(after)
            && (after.isMasked()
                || Row.of(change.type(), property).filter(Row::isAlways).isEmpty());
  }
}
