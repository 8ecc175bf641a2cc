package sealedstore.deploy.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Absent;
import sealedstore.deploy.guard.value.Value.Fields;
import sealedstore.deploy.guard.value.Value.Items;
import sealedstore.deploy.guard.value.Value.Text;

/**
 * Whether a property changes in a harmless direction.
 *
 * @param when as harmless.txt says and explains it
 */
record Direction(String when, OwnAccount account) {

  private static final String LEAST = "at least ";
  private static final String MOST = "at most ";
  private static final String IS = "is ";
  private static final String FROM = "from ";
  private static final String UNLESS = "unless ";

  /** "Lambda advanced logging controls", the lowest first. */
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  private static final Pattern GRANTS =
      Pattern.compile("arn:[^:*]+:iam::aws:policy/(?!.*(Deny|Quarantine)).+");

  /** No for what is not sure: a value that is not known before, or not shown. */
  boolean isHarmless(Value before, Value after) {
    if (before.isMasked() || after.isMasked()) {
      return false;
    }
    return when.equals("always")
        || isWithout(before, after)
        || !after.isUnknown() && isKnownHarmless(before, after);
  }

  private boolean isKnownHarmless(Value before, Value after) {
    return switch (when) {
      case "on" -> isOn(after, false);
      case "switched on" -> isOn(after, false) || !isOn(before, false);
      case "enabled" -> isOn(after, true) || !isOn(before, true);
      case "once" -> before == Value.ABSENT && account.isOwn(after);
      case "more" -> isMore(new HashSet<>(before.asList()), new HashSet<>(after.asList()));
      case "fewer" -> isFewer(new HashSet<>(before.asList()), new HashSet<>(after.asList()));
      case "level" -> level(after) >= 0 && level(after) <= level(before);
      default -> isHarmlessWith(before, after);
    };
  }

  private boolean isHarmlessWith(Value before, Value after) {
    if (when.startsWith(LEAST)) {
      return isAtLeast(after, before, when.substring(LEAST.length()));
    }
    if (when.startsWith(MOST)) {
      return isAtLeast(before, after, when.substring(MOST.length()));
    }
    if (when.startsWith(IS)) {
      return after.textOr("").equals(when.substring(IS.length()));
    }
    if (when.startsWith(FROM)) {
      String number = when.substring(FROM.length());
      return isAtLeast(after, new Text(number), number) || isAtLeast(after, before, number);
    }
    return false;
  }

  /** Whether neither mentions what must not change. */
  private boolean isWithout(Value before, Value after) {
    return when.startsWith(UNLESS)
        && Stream.concat(before.texts(), after.texts())
            .noneMatch(text -> text.contains(when.substring(UNLESS.length())));
  }

  /**
   * Whether managed policies are taken away that take no denial with them: what a policy of an
   * account says is not shown, and AWS names its own that deny by what they do ("AWSDenyAll",
   * "AWSCompromisedKeyQuarantineV3", AWS Managed Policy Reference Guide).
   */
  private static boolean isFewer(Set<Value> before, Set<Value> after) {
    return before.containsAll(after)
        && before.stream()
            .filter(policy -> !after.contains(policy))
            .allMatch(policy -> GRANTS.matcher(policy.textOr("")).matches());
  }

  private boolean isMore(Set<Value> before, Set<Value> after) {
    String topic = "arn:[^:*]+:sns:[^:*]+:%s:[^:*]+".formatted(account.id());
    return after.containsAll(before)
        && after.stream()
            .filter(target -> !before.contains(target))
            .allMatch(target -> target.textOr("").matches(topic));
  }

  /** Position of a log level; that of Lambda's default where there is none. */
  private static int level(Value value) {
    return LEVELS.indexOf(value.textOr(value == Value.ABSENT ? "INFO" : ""));
  }

  private static boolean isOn(Value value, boolean byDefault) {
    return switch (value) {
      case Text(String text) -> Boolean.parseBoolean(text);
      case Absent _ -> byDefault;
      case Items _, Fields _ -> false;
    };
  }

  private static boolean isAtLeast(Value value, Value least, String byDefault) {
    long number = number(value, byDefault, Long.MIN_VALUE);
    return number != Long.MIN_VALUE && number >= number(least, byDefault, Long.MAX_VALUE);
  }

  private static long number(Value value, String byDefault, long otherwise) {
    return switch (value) {
      case Absent _ -> byDefault.equals("for ever") ? Long.MAX_VALUE : Long.parseLong(byDefault);
      case Text(String text) when text.matches("[0-9]{1,18}") -> Long.parseLong(text);
      case Text _, Items _, Fields _ -> otherwise;
    };
  }
}
