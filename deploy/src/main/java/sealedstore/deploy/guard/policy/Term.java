package sealedstore.deploy.guard.policy;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import sealedstore.deploy.guard.value.Value;

/**
 * A text of a policy that may hold placeholders: what is known after apply, a masked value, a
 * dynamic reference, a policy variable.
 */
final class Term {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^}]*}}|\\$\\{[^}]*}|\\*{4,}");

  /** Of these, one is not the same as the other, though they are written alike. */
  private static final Pattern NOT_KNOWN =
      Pattern.compile("\\{\\{changeSet:[^}]*}}|\\*{4}", Pattern.CASE_INSENSITIVE);

  private Term() {}

  /** Whether what the one stands for is within what the others do; no where that is not sure. */
  static boolean within(String text, Collection<String> others) {
    return isSame(text, others) || Patterns.contain(known(others), widest(text));
  }

  /** The same, each of the six parts of an ARN by itself ("ArnLike"). */
  static boolean arnWithin(String text, Collection<String> others) {
    List<String> parts = parts(text);
    return isSame(text, others)
        || parts.size() == 6
            && others.stream()
                .map(Term::parts)
                .filter(other -> other.size() == 6)
                .anyMatch(other -> eachWithin(parts, other));
  }

  private static boolean eachWithin(List<String> parts, List<String> others) {
    for (int i = 0; i < parts.size(); i++) {
      if (!within(parts.get(i), List.of(others.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> parts(String arn) {
    // A placeholder may hold colons of its own: then it is no ARN that can be taken apart.
    return hasPlaceholder(arn) ? List.of() : List.of(arn.split(":", 6));
  }

  /** Whether it is literally one of the others, and for certain the same. */
  static boolean isSame(String text, Collection<String> others) {
    return others.contains(text) && !NOT_KNOWN.matcher(text).find();
  }

  private static boolean hasPlaceholder(String text) {
    return PLACEHOLDER.matcher(text).find();
  }

  static boolean isLiteral(String text) {
    return !hasPlaceholder(text) && text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }

  /** Those of which is known what they match. */
  private static List<String> known(Collection<String> texts) {
    return texts.stream().filter(text -> !hasPlaceholder(text)).toList();
  }

  /** What it may stand for at most. */
  static String widest(String text) {
    return PLACEHOLDER.matcher(text.replace(Value.KNOWN_AFTER_APPLY, "*")).replaceAll("*");
  }
}
