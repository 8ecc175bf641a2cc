package sealedstore.deploy.guard;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /**
   * How a resource is named, as a regular expression ("Actions, resources, and condition keys" of
   * each service).
   */
  private static final Map<String, String> NAMED =
      Map.of(
          "AWS::DynamoDB::Table", "arn:[^:]+:dynamodb:{region}:{account}:table/{name}(/.*)?",
          "AWS::IAM::Role", "arn:[^:]+:iam::{account}:role/([^*?]*/)?{name}",
          "AWS::Lambda::Function", "arn:[^:]+:lambda:{region}:{account}:function:{name}(:.*)?",
          "AWS::Logs::LogGroup", "arn:[^:]+:logs:{region}:{account}:log-group:{name}(:.*)?",
          "AWS::SNS::Topic", "arn:[^:]+:sns:{region}:{account}:{name}",
          "AWS::SQS::Queue",
              "arn:[^:]+:sqs:{region}:{account}:{name}|https://sqs\\.{region}\\.[^/*?]+/{account}/{name}");

  /** A reference to one resource, and what belongs to it. */
  private static final Pattern REFERENCE =
      Pattern.compile("[^*?]*" + Pattern.quote(Value.KNOWN_AFTER_APPLY) + "([:/].*)?");

  private final ChangeSet changeSet;
  private final boolean onlyAdditions;

  NewResources(ChangeSet changeSet) {
    this.changeSet = changeSet;
    this.onlyAdditions = others().findAny().isEmpty();
  }

  private Stream<Change> others() {
    return changeSet.changes().stream().filter(change -> change.action() != Action.ADD);
  }

  private Stream<Change> added() {
    return changeSet.changes().stream().filter(change -> change.action() == Action.ADD);
  }

  /** Whether a text names a resource that is added, or refers to one. */
  boolean isNew(String text) {
    return text.contains(Value.KNOWN_AFTER_APPLY)
        ? onlyAdditions && changeSet.account().isOwn(text) && REFERENCE.matcher(text).matches()
        : added().anyMatch(change -> names(text, change));
  }

  /**
   * The same for a resource of a type. What is known after apply is such a new one where the change
   * set adds one and changes none, nor anything that could tell any text as its attribute.
   */
  boolean isNew(String text, String type) {
    return text.equals(Value.KNOWN_AFTER_APPLY)
        ? added().anyMatch(change -> change.type().equals(type))
            && others().noneMatch(change -> change.type().equals(type))
            && changeSet.changes().stream().allMatch(change -> Row.knows(change.type()))
        : added()
            .filter(change -> change.type().equals(type))
            .anyMatch(
                change ->
                    text.equals(References.name(type, change.propertiesAfter()))
                        || names(text, change));
  }

  private boolean names(String text, Change change) {
    String name = References.name(change.type(), change.propertiesAfter());
    String pattern = NAMED.get(change.type());
    return pattern != null
        && !name.isEmpty()
        && text.matches(
            pattern
                .replace("{region}", Pattern.quote(changeSet.account().region()))
                .replace("{account}", changeSet.account().id())
                .replace("{name}", Pattern.quote(name)));
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
