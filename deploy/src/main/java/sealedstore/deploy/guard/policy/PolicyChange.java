package sealedstore.deploy.guard.policy;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What becomes possible with a change of policies, as far as it is not certain that it was before:
 * where the comparison is not sure, it is here.
 *
 * @param gained what is allowed now
 * @param lifted what is denied no longer
 * @param denied what is denied now
 * @param lost what is allowed no longer
 */
public record PolicyChange(
    List<Statement> gained, List<Statement> lifted, List<Statement> denied, List<Statement> lost) {

  public static PolicyChange between(Collection<Statement> before, Collection<Statement> after) {
    return new PolicyChange(
        missing(after, before, Statement::allows),
        missing(before, after, statement -> !statement.allows()),
        missing(after, before, statement -> !statement.allows()),
        missing(before, after, Statement::allows));
  }

  /** The parts of some statements that are not within a single one of the others. */
  private static List<Statement> missing(
      Collection<Statement> some, Collection<Statement> others, Predicate<Statement> effect) {
    List<Statement> candidates = others.stream().filter(effect).toList();
    return Statement.joined(
        some.stream()
            .filter(effect)
            .flatMap(statement -> statement.parts().stream())
            .filter(part -> candidates.stream().noneMatch(part::within))
            .distinct()
            .toList());
  }
}
