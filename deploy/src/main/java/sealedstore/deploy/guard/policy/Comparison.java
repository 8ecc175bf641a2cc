package sealedstore.deploy.guard.policy;

import java.util.List;
import java.util.Set;

/**
 * One line of a Condition element: an operator, a key, and the values of which one must match, or
 * with a negated operator none ("IAM JSON policy elements: Condition operators").
 *
 * @param quantifier ForAllValues or ForAnyValue, empty without
 * @param operator without quantifier and IfExists; ArnEquals is written ArnLike, since they are the
 *     same
 * @param key in lower case, since keys have none
 * @param written operator and key as the policy has them
 */
public record Comparison(
    String quantifier,
    String operator,
    boolean ifExists,
    String key,
    List<String> values,
    String written) {

  private static final Set<String> POSITIVE =
      Set.of(
          "StringEquals",
          "StringEqualsIgnoreCase",
          "StringLike",
          "ArnLike",
          "Bool",
          "Null",
          "NumericEquals",
          "DateEquals",
          "BinaryEquals",
          "IpAddress");

  private static final Set<String> NEGATED =
      Set.of(
          "StringNotEquals",
          "StringNotEqualsIgnoreCase",
          "StringNotLike",
          "ArnNotLike",
          "NumericNotEquals",
          "DateNotEquals",
          "NotIpAddress");

  private static final Set<String> WITHOUT_CASE =
      Set.of("Bool", "Null", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase");

  private static final Set<String> CALLERS =
      Set.of("aws:principalaccount", "aws:principalarn", "kms:calleraccount");

  private static final Set<String> SOURCES = Set.of("aws:sourceaccount", "aws:sourcearn");

  static Comparison of(String written, String key, List<String> values) {
    int colon = written.indexOf(':');
    String quantifier = colon < 0 ? "" : written.substring(0, colon);
    String rest = written.substring(colon + 1);
    boolean ifExists = rest.endsWith("IfExists");
    String operator = ifExists ? rest.substring(0, rest.length() - "IfExists".length()) : rest;
    operator = operator.replaceAll("^Arn(Not)?Equals$", "Arn$1Like");
    boolean caseless = WITHOUT_CASE.contains(operator);
    return new Comparison(
        quantifier,
        operator,
        ifExists,
        Element.caseless(key),
        caseless ? values.stream().map(Element::caseless).toList() : values,
        written + " " + key);
  }

  /** Whether every request that meets this one meets the other, for certain. */
  boolean implies(Comparison other) {
    return key.equals(other.key)
        && quantifier.equals(other.quantifier)
        && (ifExists == other.ifExists || other.ifExists)
        && (operator.equals(other.operator)
            ? valuesImply(other)
            : operator.equals("StringEquals")
                && other.operator.equals("StringLike")
                // In StringEquals a star is a star.
                && values.stream()
                    .allMatch(value -> Term.isLiteral(value) && matches(value, other)));
  }

  private boolean valuesImply(Comparison other) {
    if (POSITIVE.contains(operator)) {
      return values.stream().allMatch(value -> matches(value, other));
    }
    if (NEGATED.contains(operator)) {
      return other.values.stream().allMatch(value -> matches(value, this));
    }
    return Set.copyOf(values).equals(Set.copyOf(other.values))
        && values.stream().allMatch(value -> Term.isSame(value, other.values));
  }

  private static boolean matches(String value, Comparison other) {
    return switch (other.operator) {
      case "StringLike", "StringNotLike" -> Term.within(value, other.values);
      case "ArnLike", "ArnNotLike" -> Term.arnWithin(value, other.values);
      default -> Term.isSame(value, other.values);
    };
  }

  /** Whether the key says who calls ("AWS global condition context keys"). */
  boolean isOfCaller() {
    return CALLERS.contains(key);
  }

  /** Whether the key says on whose behalf a service calls, or who. */
  boolean isOfOwner() {
    return isOfCaller() || SOURCES.contains(key) || key.startsWith("kms:encryptioncontext:");
  }

  /** Whether a request that lacks the key fails it, and one that has it needs one of the values. */
  boolean isDemand() {
    return POSITIVE.contains(operator)
        && !operator.equals("Null")
        && !ifExists
        && !quantifier.equals("ForAllValues")
        && !values.isEmpty();
  }

  /** In words. */
  String words() {
    return written + " " + (values.size() == 1 ? values.getFirst() : values.toString());
  }
}
