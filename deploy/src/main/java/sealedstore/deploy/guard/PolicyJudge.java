package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sealedstore.deploy.guard.policy.Denials;
import sealedstore.deploy.guard.policy.NotUnderstood;
import sealedstore.deploy.guard.policy.Policy;
import sealedstore.deploy.guard.policy.PolicyChange;
import sealedstore.deploy.guard.policy.Statement;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Fields;

/** Judges policies: nobody may be able to do more, and what is needed must stay possible. */
final class PolicyJudge {

  private PolicyJudge() {}

  /** What of it is not harmless, in words. */
  static Optional<String> judge(OwnAccount account, Change change, Difference difference, Row row) {
    if (difference.before().isMasked() || difference.after().isMasked()) {
      return Optional.of("a policy comes from a NoEcho parameter and is not shown");
    }
    try {
      List<Statement> before = statements(row, difference.before());
      List<Statement> after = statements(row, difference.after());
      var what = new ArrayList<String>();
      PolicyChange delta = PolicyChange.between(before, after);
      add(what, "its policy would newly say: ", delta.gained());
      add(what, "a denial would be lifted: ", delta.lifted());
      add(
          what,
          "a denial would stop what is needed: ",
          delta.denied().stream()
              .filter(it -> Denials.stopsWhatIsNeeded(it, account.id()))
              .toList());
      if (change.type().startsWith("AWS::KMS::")
          && Denials.isManageable(before)
          && !Denials.isManageable(after)) {
        what.add("nobody could change the key's policy any more");
      }
      return what.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", what));
    } catch (NotUnderstood e) {
      return Optional.of("its policy cannot be compared: " + e.getMessage());
    }
  }

  private static void add(List<String> what, String introduction, List<Statement> statements) {
    if (!statements.isEmpty()) {
      what.add(
          statements.stream()
              .map(Statement::words)
              .collect(Collectors.joining("; ", introduction, "")));
    }
  }

  /** The denials that go with a resource that is removed, if there are any. */
  static Optional<String> lifted(Change change) {
    var denials = new ArrayList<String>();
    for (Row row : Row.ofType(change.type())) {
      if (row.isPolicy()) {
        try {
          statements(row, change.propertiesBefore().atPath(row.what())).stream()
              .filter(statement -> !statement.allows())
              .map(Statement::words)
              .forEach(denials::add);
        } catch (NotUnderstood e) {
          denials.add("of a policy that cannot be read: " + e.getMessage());
        }
      }
    }
    return denials.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", denials));
  }

  /** Of the inline policies of a role, all statements together: a role can do what any allows. */
  static List<Statement> statements(Row row, Value value) throws NotUnderstood {
    if (!row.when().equals("role policies")) {
      return Policy.read(value);
    }
    var statements = new ArrayList<Statement>();
    for (Value policy : value.asList()) {
      if (!(policy instanceof Fields) || policy.at("PolicyDocument") == Value.ABSENT) {
        throw new NotUnderstood("a policy of a role has no PolicyDocument");
      }
      statements.addAll(Policy.read(policy.at("PolicyDocument")));
    }
    return statements;
  }
}
