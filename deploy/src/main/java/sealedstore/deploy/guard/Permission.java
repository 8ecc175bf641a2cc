package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sealedstore.deploy.guard.Value.Absent;
import sealedstore.deploy.guard.Value.Fields;
import sealedstore.deploy.guard.Value.Text;

/**
 * One effect, for one principal, of one action on one resource: a statement of a policy taken apart
 * ("IAM JSON policy elements reference").
 *
 * @param principal {@code AWS arn:...}, empty in a policy that belongs to its principal
 */
record Permission(
    String effect, String principal, String action, String resource, Condition condition) {

  /** Stands for every principal. */
  private static final String EVERYONE = "everyone";

  private static final String ALL_BUT = "all but ";

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
      Condition condition = Condition.of(statement.at("Condition"));
      for (String principal : principals(statement)) {
        for (String action : each(statement, "Action")) {
          for (String resource : each(statement, "Resource")) {
            permissions.add(new Permission(effect, principal, action, resource, condition));
          }
        }
      }
    }
    return permissions;
  }

  boolean denies() {
    return effect.equals("Deny");
  }

  /** Whether callers whom nobody has named may do it. */
  boolean allowsEveryone() {
    return effect.equals("Allow")
        && (principal.equals(EVERYONE) || principal.startsWith(ALL_BUT))
        && !condition.namesCallers();
  }

  /** Whether it allows all actions, or all of a service, on every resource. */
  boolean allowsEverything() {
    return effect.equals("Allow")
        && (action.equals("*") || action.endsWith(":*") || action.startsWith(ALL_BUT))
        && (resource.equals("*") || resource.startsWith(ALL_BUT));
  }

  /** Whether the two are the same where both are known. */
  boolean mayBe(Permission other) {
    return effect.equals(other.effect)
        && action.equals(other.action)
        && mayBe(principal, other.principal)
        && mayBe(resource, other.resource)
        && mayBe(condition.text(), other.condition.text());
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
        + (condition.text().isEmpty() ? "" : " if " + condition.text());
  }

  private static List<String> each(Value statement, String element) {
    if (statement.at("Not" + element) != Value.ABSENT) {
      return List.of(ALL_BUT + statement.at("Not" + element).show());
    }
    List<Value> values = statement.at(element).asList();
    return values.isEmpty() ? List.of("") : values.stream().map(Value::show).toList();
  }

  private static List<String> principals(Value statement) {
    if (statement.at("NotPrincipal") != Value.ABSENT) {
      return List.of(ALL_BUT + statement.at("NotPrincipal").show());
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
