package sealedstore.deploy.guard;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Fields;

/**
 * Judges what a template says of a resource beside its properties ("Resource attributes", AWS
 * CloudFormation Template Reference).
 */
final class Attributes {

  /** They do nothing to the resource. */
  private static final Set<String> HARMLESS =
      Set.of("Properties", "Metadata", "DependsOn", "Condition", "Type");

  /** They say what becomes of the resource when it is removed or replaced. */
  static final List<String> KEEPING = List.of("DeletionPolicy", "UpdateReplacePolicy");

  private static final int KEPT = 2;

  private Attributes() {}

  static List<Finding> judge(Change change) {
    return names(change).stream()
        .filter(name -> !change.before().at(name).equals(change.after().at(name)))
        .filter(name -> !protectsAsMuch(change, name))
        .map(name -> finding(change, name))
        .toList();
  }

  private static Set<String> names(Change change) {
    var names = new TreeSet<String>();
    for (Value context : List.of(change.before(), change.after())) {
      if (context instanceof Fields(var fields)) {
        names.addAll(fields.keySet());
      }
    }
    names.removeAll(HARMLESS);
    return names;
  }

  private static boolean protectsAsMuch(Change change, String name) {
    return KEEPING.contains(name)
        && rank(change.after().at(name)) >= rank(change.before().at(name));
  }

  /** Whether a DeletionPolicy or UpdateReplacePolicy keeps the resource. */
  static boolean keeps(Value policy) {
    return rank(policy) == KEPT;
  }

  /** How much of the resource a policy keeps: all, a snapshot, nothing. */
  private static int rank(Value policy) {
    return switch (policy.textOr("")) {
      case "Retain", "RetainExceptOnCreate" -> KEPT;
      case "Snapshot" -> 1;
      default -> 0;
    };
  }

  private static Finding finding(Change change, String name) {
    return Finding.of(
        change,
        name,
        KEEPING.contains(name)
            ? name + " would keep less of it"
            : "%s would change: %s -> %s"
                .formatted(name, change.before().at(name).show(), change.after().at(name).show()));
  }
}
