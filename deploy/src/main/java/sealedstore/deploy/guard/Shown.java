package sealedstore.deploy.guard;

import sealedstore.deploy.guard.value.Value;

/** Shows texts that anybody may have written into a template. */
final class Shown {

  /** Longest value that is shown whole, in characters. */
  private static final int LONGEST = 300;

  /** What is shown before the place where two long values differ, in characters. */
  private static final int BEFORE = 40;

  private static final String CUT = "...";
  private static final String ARROW = " -> ";

  private Shown() {}

  /** What a difference is, cut where the values differ; secrets may be in an environment. */
  static String change(Difference difference) {
    if (difference.path().matches("(.*[.\\]])?Environment([.\\[].*)?")) {
      return "the value, which is not shown, differs";
    }
    return change(difference.before(), difference.after());
  }

  private static String change(Value before, Value after) {
    String one = before.show();
    String other = after.show();
    if (one.length() <= LONGEST && other.length() <= LONGEST) {
      return one + ARROW + other;
    }
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    int from = Math.max(0, same - BEFORE);
    return cut(one, from) + ARROW + cut(other, from);
  }

  private static String cut(String text, int from) {
    int start = Math.min(from, text.length());
    int end = Math.min(text.length(), start + LONGEST);
    return (start > 0 ? CUT : "") + text.substring(start, end) + (end < text.length() ? CUT : "");
  }

  /** A value of a property, cut where it is long. */
  static String value(String property, Value value) {
    return property.equals("Environment") ? "a value that is not shown" : cut(value.show(), 0);
  }
}
