package sealedstore.deploy.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sealedstore.deploy.guard.value.Value;

/**
 * The account and the region that the stack is in.
 *
 * @param id twelve digits
 */
record OwnAccount(String id, String region) {

  private static final Pattern STACK =
      Pattern.compile("arn:[^:]+:cloudformation:([^:]+):([0-9]{12}):stack/.+");

  private static final Pattern AN_ACCOUNT =
      Pattern.compile("(?<![0-9A-Za-z-])[0-9]{12}(?![0-9A-Za-z-])");

  /**
   * @param stackId the stack's ARN
   * @throws Unreadable if it is none
   */
  static OwnAccount of(String stackId) throws Unreadable {
    Matcher stack = STACK.matcher(stackId);
    if (!stack.matches()) {
      throw new Unreadable("StackId is no ARN of a stack: it does not say the account");
    }
    return new OwnAccount(stack.group(2), stack.group(1));
  }

  /** Whether a value names no other account: in ARNs, in URLs, or by its id alone. */
  boolean isOwn(Value value) {
    return value.texts().allMatch(this::isOwn);
  }

  boolean isOwn(String text) {
    return AN_ACCOUNT.matcher(text).results().allMatch(found -> found.group().equals(id));
  }

  /**
   * Whether a text names this account and no other, and no wildcard stands before its id. A
   * reference to a resource of the stack does.
   */
  boolean isNamedBy(String text) {
    return isOwn(text)
        && (text.equals(Value.KNOWN_AFTER_APPLY)
            || AN_ACCOUNT
                .matcher(text)
                .results()
                .anyMatch(found -> !text.substring(0, found.start()).matches(".*[*?$].*")));
  }
}
