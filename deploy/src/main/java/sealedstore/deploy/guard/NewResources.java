package sealedstore.deploy.guard;

import java.util.List;
import java.util.Set;
import sealedstore.deploy.guard.Change.Action;
import sealedstore.deploy.guard.policy.Statement;
import sealedstore.deploy.guard.value.Value;

/**
 * The resources that a change set adds: nobody has put anything into them yet, so that what opens
 * only them opens nothing.
 */
final class NewResources {

  /** Actions that have no resource to name, and read nothing ("Actions defined by AWS X-Ray"). */
  private static final Set<String> ON_NOTHING =
      Set.of("xray:puttracesegments", "xray:puttelemetryrecords");

  private final ChangeSet changeSet;
  private final boolean onlyAdditions;

  NewResources(ChangeSet changeSet) {
    this.changeSet = changeSet;
    this.onlyAdditions =
        changeSet.changes().stream().allMatch(change -> change.action() == Action.ADD);
  }

  /** Whether a text names a resource that is added, or refers to one. */
  boolean isNew(String text) {
    if (text.contains(Value.KNOWN_AFTER_APPLY)) {
      return onlyAdditions && changeSet.account().isOwn(text);
    }
    return changeSet.account().isOwn(text)
        && changeSet.changes().stream()
            .filter(change -> change.action() == Action.ADD)
            .flatMap(References::names)
            .anyMatch(name -> References.namesIt(text, name));
  }

  /** Whether a statement of a policy that is added opens more than what is added. */
  boolean opensMore(Statement statement, boolean trust) {
    if (!statement.allows()) {
      return false;
    }
    if (statement.isOfHolder()) {
      return statement.resources().negated()
          || statement.actions().negated()
          || !statement.resources().texts().stream().allMatch(this::isNew)
              && !(ON_NOTHING.containsAll(statement.actions().texts())
                  && statement.resources().texts().equals(List.of("*")));
    }
    return statement.notPrincipals()
        || !statement.principals().stream().allMatch(who -> isOwn(who, statement, trust));
  }

  private boolean isOwn(String principal, Statement statement, boolean trust) {
    if (principal.startsWith("Service ")) {
      return trust || statement.demands(changeSet.account()::isNamedBy);
    }
    if (trust) {
      return false;
    }
    return principal.matches("AWS arn:[^:*?]+:iam::" + changeSet.account().id() + ":[^*?]+")
        || principal.equals("AWS " + Value.KNOWN_AFTER_APPLY)
        || principal.matches("(AWS )?\\*")
            && statement.demandsCaller(changeSet.account()::isNamedBy);
  }
}
