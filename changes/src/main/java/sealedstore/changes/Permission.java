package sealedstore.changes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sealedstore.changes.Value.Absent;
import sealedstore.changes.Value.Fields;
import sealedstore.changes.Value.Items;
import sealedstore.changes.Value.Text;
import sealedstore.changes.Value.Unknown;

/**
 * One effect, for one principal, of one action on one resource: a statement of a policy taken apart
 * ("IAM JSON policy elements reference").
 *
 * @param principal {@code AWS arn:...}, empty in a policy that belongs to its principal
 * @param condition empty without one
 */
record Permission(
    String effect, String principal, String action, String resource, String condition) {

  /** Stands for every principal. */
  static final String EVERYONE = "everyone";

  /** Whether a value is a policy document. */
  static boolean isPolicy(Value value) {
    return value.at("Statement") != Value.ABSENT && value instanceof Fields;
  }

  /** The permissions of a policy document, in its order; none of a value that is no policy. */
  static Set<Permission> of(Value policy) {
    var permissions = new LinkedHashSet<Permission>();
    if (!isPolicy(policy)) {
      return permissions;
    }
    for (Value statement : policy.at("Statement").asList()) {
      String effect = statement.at("Effect").show();
      String when = when(statement.at("Condition"));
      for (String principal : principals(statement)) {
        for (String action : each(statement, "Action")) {
          for (String resource : each(statement, "Resource")) {
            permissions.add(new Permission(effect, principal, action, resource, when));
          }
        }
      }
    }
    return permissions;
  }

  boolean denies() {
    return effect.equals("Deny");
  }

  boolean allowsEveryone() {
    return effect.equals("Allow") && principal.equals(EVERYONE) && condition.isEmpty();
  }

  boolean allowsEverything() {
    return effect.equals("Allow") && action.equals("*") && resource.equals("*");
  }

  /** Whether the two are the same where both are known. */
  boolean mayBe(Permission other) {
    return effect.equals(other.effect)
        && action.equals(other.action)
        && mayBe(principal, other.principal)
        && mayBe(resource, other.resource)
        && mayBe(condition, other.condition);
  }

  private static boolean mayBe(String one, String other) {
    return one.equals(other) || other.contains(Value.UNKNOWN.show());
  }

  /** One line for all that differ in their action only. */
  static List<String> lines(Set<Permission> permissions) {
    Map<Permission, List<String>> actions = new LinkedHashMap<>();
    for (Permission permission : permissions) {
      actions
          .computeIfAbsent(permission.withoutAction(), _ -> new ArrayList<>())
          .add(permission.action);
    }
    return actions.entrySet().stream()
        .map(entry -> entry.getKey().line(String.join(", ", entry.getValue())))
        .toList();
  }

  /** On one line, for people. */
  String line() {
    return line(action);
  }

  private Permission withoutAction() {
    return new Permission(effect, principal, "", resource, condition);
  }

  private String line(String actions) {
    return effect
        + " "
        + actions
        + (principal.isEmpty() ? "" : " to " + principal)
        + (resource.isEmpty() ? "" : " on " + resource)
        + (condition.isEmpty() ? "" : " if " + condition);
  }

  /** The order of a condition's values says nothing. */
  private static String when(Value condition) {
    return switch (condition) {
      case Fields(var fields) ->
          fields.entrySet().stream()
              .map(field -> field.getKey() + " " + when(field.getValue()))
              .collect(Collectors.joining(" and "));
      case Items(var items) ->
          items.stream().map(Value::show).sorted().collect(Collectors.joining(" or "));
      case Absent _ -> "";
      case Text _, Unknown _ -> condition.show();
    };
  }

  private static List<String> each(Value statement, String element) {
    if (statement.at("Not" + element) != Value.ABSENT) {
      return List.of("all but " + statement.at("Not" + element).show());
    }
    List<Value> values = statement.at(element).asList();
    return values.isEmpty() ? List.of("") : values.stream().map(Value::show).toList();
  }

  private static List<String> principals(Value statement) {
    if (statement.at("NotPrincipal") != Value.ABSENT) {
      return List.of("all but " + statement.at("NotPrincipal").show());
    }
    return switch (statement.at("Principal")) {
      case Text it when it.text().equals("*") -> List.of(EVERYONE);
      case Fields(var kinds) ->
          kinds.entrySet().stream()
              .flatMap(
                  kind ->
                      kind.getValue().asList().stream()
                          .map(who -> principal(kind.getKey(), who.show())))
              .toList();
      case Absent _ -> List.of("");
      case Value other -> List.of(other.show());
    };
  }

  private static String principal(String kind, String who) {
    return kind.equals("AWS") && who.equals("*") ? EVERYONE : kind + " " + who;
  }

  /** What a policy gains and loses. */
  record Delta(Set<Permission> added, Set<Permission> removed) {

    /** Nothing where one of the two is not known yet. */
    static Delta of(Difference difference) {
      Value before = difference.before();
      Value after = difference.after();
      if (before == Value.UNKNOWN || after == Value.UNKNOWN) {
        return new Delta(Set.of(), Set.of());
      }
      Set<Permission> old = Permission.of(before);
      Set<Permission> changed = Permission.of(after);
      return new Delta(minus(changed, old), minus(old, changed));
    }

    private static Set<Permission> minus(Set<Permission> all, Set<Permission> others) {
      return all.stream()
          .filter(permission -> !others.contains(permission))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }
}
