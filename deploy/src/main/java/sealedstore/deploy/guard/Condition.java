package sealedstore.deploy.guard;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sealedstore.deploy.guard.Value.Absent;
import sealedstore.deploy.guard.Value.Fields;
import sealedstore.deploy.guard.Value.Items;
import sealedstore.deploy.guard.Value.Text;
import sealedstore.deploy.guard.Value.Unknown;

/**
 * When a statement of a policy applies ("IAM JSON policy elements: Condition").
 *
 * @param text on one line, for people; empty without a condition; the same for conditions that
 *     differ in the order of their values only
 * @param namesCallers whether it says by name who may call, or through what: an account, an
 *     organisation, a principal, a resource, a VPC or an endpoint of one
 */
record Condition(String text, boolean namesCallers) {

  /** Operators that a request without the key does not meet, unlike those on IfExists. */
  private static final Pattern MUST_MATCH =
      Pattern.compile(
          "(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)");

  /** "AWS global condition context keys"; of KMS: "AWS KMS condition keys". */
  private static final Set<String> KEYS_OF_CALLERS =
      Set.of(
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:vpceaccount",
          "aws:vpceorgid",
          "aws:vpceorgpaths",
          "kms:calleraccount");

  /**
   * No wildcard and no policy variable, as S3 asks for ("Blocking public access to your Amazon S3
   * storage", the meaning of "public"); but in an ARN behind its account, and in an organisation's
   * path behind its organisation, a wildcard leaves a fixed owner.
   */
  private static final Pattern NAME =
      Pattern.compile("[^*?$]+|arn:[^:*?$]+:[^:*?$]+:[^:*?$]*:[0-9]{12}:[^$]*|o-[a-z0-9]+/[^$]*");

  static Condition of(Value condition) {
    return new Condition(
        text(condition),
        condition instanceof Fields(var operators)
            && operators.entrySet().stream()
                .filter(operator -> MUST_MATCH.matcher(operator.getKey()).matches())
                .anyMatch(operator -> namesCallers(operator.getValue())));
  }

  private static boolean namesCallers(Value comparisons) {
    return comparisons instanceof Fields(var keys)
        && keys.entrySet().stream()
            .filter(key -> KEYS_OF_CALLERS.contains(key.getKey().toLowerCase(Locale.ROOT)))
            .anyMatch(key -> areNames(key.getValue().asList()));
  }

  private static boolean areNames(List<Value> values) {
    return !values.isEmpty()
        && values.stream()
            .allMatch(
                value ->
                    switch (value) {
                      case Text(String text) -> NAME.matcher(text).matches();
                      // What CloudFormation names only after it is applied is one of the stack's.
                      case Unknown _ -> true;
                      case Items _, Fields _, Absent _ -> false;
                    });
  }

  /** The order of a condition's values says nothing. */
  private static String text(Value condition) {
    return switch (condition) {
      case Fields(var fields) ->
          fields.entrySet().stream()
              .map(field -> field.getKey() + " " + text(field.getValue()))
              .collect(Collectors.joining(" and "));
      case Items(var items) ->
          items.stream().map(Value::show).sorted().collect(Collectors.joining(" or "));
      case Absent _ -> "";
      case Text _, Unknown _ -> condition.show();
    };
  }
}
