package sealedstore.deploy.guard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sealedstore.deploy.guard.value.Value;

/**
 * A statement of a policy ("IAM JSON policy elements reference").
 *
 * @param notPrincipals whether it is for all but the principals
 * @param principals {@code AWS arn:...}; {@link #EVERYONE}; {@link #HOLDER} in a policy that
 *     belongs to its principal
 */
public record Statement(
    boolean allows,
    boolean notPrincipals,
    List<String> principals,
    Element actions,
    Element resources,
    List<Comparison> conditions) {

  /** Stands for the star, every principal there is. */
  static final String EVERYONE = "*";

  /** Stands for whoever has the policy attached. */
  static final String HOLDER = "";

  /** Every principal of AWS accounts, but no service. */
  private static final String EVERY_ACCOUNT = "AWS *";

  /** Taken apart: one principal, one action, one resource each. */
  List<Statement> parts() {
    var parts = new ArrayList<Statement>();
    List<List<String>> whom =
        notPrincipals ? List.of(principals) : principals.stream().map(List::of).toList();
    for (List<String> who : whom) {
      for (Element action : actions.parts()) {
        for (Element resource : resources.parts()) {
          parts.add(new Statement(allows, notPrincipals, who, action, resource, conditions));
        }
      }
    }
    return parts;
  }

  /** Whether it covers nothing, for certain, that the other does not. */
  boolean within(Statement other) {
    return principalsWithin(other)
        && actions.within(other.actions)
        && resources.within(other.resources)
        && other.conditions.stream()
            .allMatch(wanted -> conditions.stream().anyMatch(has -> has.implies(wanted)));
  }

  private boolean principalsWithin(Statement other) {
    if (notPrincipals || other.notPrincipals) {
      return other.covers(EVERYONE)
          || notPrincipals == other.notPrincipals
              && principals.size() == other.principals.size()
              && principals.stream().allMatch(who -> Term.isSame(who, other.principals));
    }
    return principals.stream().allMatch(other::covers);
  }

  private boolean covers(String principal) {
    if (notPrincipals) {
      return false;
    }
    return principals.contains(EVERYONE) && !principal.equals(HOLDER)
        || principals.contains(EVERY_ACCOUNT) && principal.startsWith("AWS ")
        || Term.isSame(principal, principals);
  }

  /** Whether it is of a policy that belongs to its principal. */
  public boolean isOfHolder() {
    return principals.equals(List.of(HOLDER));
  }

  /** Whether it asks, by a key that every request must bring, for values of which all are named. */
  public boolean demands(Predicate<String> named) {
    return demands(Comparison::isOfOwner, named);
  }

  /** The same for who calls. */
  public boolean demandsCaller(Predicate<String> named) {
    return demands(Comparison::isOfCaller, named);
  }

  private boolean demands(Predicate<Comparison> kind, Predicate<String> named) {
    return conditions.stream()
        .anyMatch(it -> it.isDemand() && kind.test(it) && it.values().stream().allMatch(named));
  }

  /** Itself with the actions of another. */
  private Statement with(Statement other) {
    return new Statement(
        allows,
        notPrincipals,
        principals,
        new Element(
            actions.negated(),
            actions.caseless(),
            Stream.concat(actions.written().stream(), other.actions.written().stream()).toList()),
        resources,
        conditions);
  }

  private boolean differsInActionOnly(Statement other) {
    return allows == other.allows
        && notPrincipals == other.notPrincipals
        && principals.equals(other.principals)
        && actions.negated() == other.actions.negated()
        && resources.equals(other.resources)
        && conditions.equals(other.conditions);
  }

  /** The same statements, those that differ in their action only as one. */
  static List<Statement> joined(List<Statement> parts) {
    var joined = new ArrayList<Statement>();
    for (Statement part : parts) {
      int at = 0;
      while (at < joined.size() && !joined.get(at).differsInActionOnly(part)) {
        at++;
      }
      if (at < joined.size()) {
        joined.set(at, joined.get(at).with(part));
      } else {
        joined.add(part);
      }
    }
    return List.copyOf(joined);
  }

  /** On one line, for people. */
  public String words() {
    String words =
        (allows ? "Allow " : "Deny ")
            + actions.words()
            + whom()
            + " on "
            + resources.words()
            + conditions.stream()
                .map(Comparison::words)
                .collect(Collectors.joining(" and ", conditions.isEmpty() ? "" : " if ", ""));
    return words.replace(Value.KNOWN_AFTER_APPLY, "(known after apply)");
  }

  private String whom() {
    String names =
        principals.stream()
            .map(it -> it.equals(EVERYONE) || it.equals(EVERY_ACCOUNT) ? "everyone" : it)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " to " + (notPrincipals ? "all but " : "") + names;
  }
}
