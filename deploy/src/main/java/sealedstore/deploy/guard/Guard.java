package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import sealedstore.deploy.guard.Change.Action;
import sealedstore.deploy.guard.Change.Cause;

/** Finds what in a change set would lose data or weaken what protects it. */
public final class Guard {

  private static final String REPLACE_POLICY = "UpdateReplacePolicy";
  private static final String KEPT = "; what it holds stays, outside of the stack";

  private Guard() {}

  /** Everything found, in the order of the changes. */
  public static List<Finding> judge(ChangeSet changeSet) {
    var findings = new ArrayList<Finding>();
    for (Change change : changeSet.changes()) {
      loss(change).forEach(sentence -> findings.add(finding(change, sentence)));
      weakenings(change).forEach(sentence -> findings.add(finding(change, sentence)));
    }
    findings.addAll(PublishedVersions.stale(changeSet));
    return List.copyOf(findings);
  }

  private static Finding finding(Change change, String sentence) {
    return new Finding(
        change.logicalId(), "%s (%s): %s.".formatted(change.logicalId(), change.type(), sentence));
  }

  private static List<String> loss(Change change) {
    String unknown =
        switch (ResourceKind.of(change.type())) {
          case REPLACEABLE -> null;
          case PROTECTED -> "";
          case UNKNOWN -> "; this command does not know what is lost with this type";
        };
    if (unknown == null) {
      return List.of();
    }
    return switch (change.action()) {
      case REMOVE -> List.of("would be removed from the stack" + fate(change) + unknown);
      case MODIFY -> replacement(change, unknown);
      case DYNAMIC -> List.of("CloudFormation cannot say before what would happen to it" + unknown);
      case ADD, IMPORT, SYNC -> List.of();
    };
  }

  private static List<String> replacement(Change change, String unknown) {
    if (change.type().equals("AWS::CloudFormation::Stack")) {
      return List.of("a nested stack would change, and what changes in it is not shown here");
    }
    String certainty =
        switch (change.replacement()) {
          case NEVER -> null;
          case CONDITIONAL -> "may";
          case ALWAYS -> "would";
        };
    return certainty == null
        ? List.of()
        : List.of(
            "%s be replaced by an empty one%s%s%s"
                .formatted(certainty, because(change), fate(change), unknown));
  }

  private static String fate(Change change) {
    boolean kept = change.replaces() && keeps(change.after().at(REPLACE_POLICY));
    return switch (change.fate()) {
      case DELETED -> kept ? KEPT : " and deleted with all it holds";
      case KEPT -> KEPT;
      case SNAPSHOT -> " and deleted but for a snapshot";
    };
  }

  private static String because(Change change) {
    String properties =
        change.causes().stream()
            .filter(Cause::replaces)
            .map(Cause::property)
            .distinct()
            .collect(Collectors.joining(" and "));
    return properties.isEmpty() ? "" : " because of " + properties;
  }

  private static List<String> weakenings(Change change) {
    var found = new ArrayList<String>();
    if (change.action() == Action.MODIFY) {
      found.addAll(weakerProtections(change));
    }
    boolean lost =
        change.action() == Action.REMOVE
            && ResourceKind.of(change.type()) != ResourceKind.REPLACEABLE;
    for (Difference difference : lost ? List.<Difference>of() : change.differences()) {
      found.addAll(weakerPolicy(Permission.Delta.of(difference)));
    }
    return found;
  }

  private static List<String> weakerProtections(Change change) {
    var found = new ArrayList<String>();
    for (Protection protection : Protection.OF_TYPE.getOrDefault(change.type(), List.of())) {
      protection
          .weakening(change.propertiesBefore(), change.propertiesAfter())
          .ifPresent(found::add);
    }
    if (ResourceKind.of(change.type()) == ResourceKind.PROTECTED) {
      for (Difference policy : change.policies()) {
        if (keeps(policy.before()) && !keeps(policy.after())) {
          found.add(policy.path() + " would no longer keep it");
        }
      }
    }
    return found;
  }

  private static boolean keeps(Value policy) {
    return !policy.textOr("Delete").equals("Delete");
  }

  private static List<String> weakerPolicy(Permission.Delta delta) {
    var found = new ArrayList<String>();
    delta.removed().stream()
        .filter(Permission::denies)
        .filter(lost -> delta.added().stream().noneMatch(lost::mayBe))
        .forEach(lost -> found.add("a denial would be lifted: " + lost.line()));
    delta.added().stream()
        .filter(added -> added.allowsEveryone() || added.allowsEverything())
        .forEach(added -> found.add("its policy would newly say: " + added.line()));
    return found;
  }
}
