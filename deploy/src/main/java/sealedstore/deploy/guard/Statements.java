package sealedstore.deploy.guard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sealedstore.deploy.guard.policy.NotUnderstood;
import sealedstore.deploy.guard.policy.PolicyChange;
import sealedstore.deploy.guard.policy.Statement;

/**
 * What a policy gains and loses, in words.
 *
 * @param added what it newly says
 * @param removed what it says no longer
 */
record Statements(List<String> added, List<String> removed) {

  /** Nothing of a property that is no policy, or no policy that can be read. */
  static Optional<Statements> of(Change change, Difference difference) {
    return Row.of(change.type(), difference.path())
        .filter(Row::isPolicy)
        .flatMap(row -> read(row, difference));
  }

  private static Optional<Statements> read(Row row, Difference difference) {
    try {
      var delta =
          PolicyChange.between(
              PolicyJudge.statements(row, difference.before()),
              PolicyJudge.statements(row, difference.after()));
      return Optional.of(
          new Statements(
              words(delta.gained(), delta.denied()), words(delta.lost(), delta.lifted())));
    } catch (NotUnderstood e) {
      return Optional.empty();
    }
  }

  private static List<String> words(List<Statement> allowed, List<Statement> denied) {
    return Stream.concat(allowed.stream(), denied.stream()).map(Statement::words).toList();
  }
}
