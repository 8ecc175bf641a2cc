package sealedstore.deploy.terminal;

import java.util.Locale;

/** Text that anybody may have written, as text and nothing more. */
public final class PlainText {

  private PlainText() {}

  /**
   * On one line, without what a terminal, a log or an editor would take for more than text: control
   * characters, those that turn the direction or cannot be seen, and the marks of a job's commands
   * ("Workflow commands for GitHub Actions").
   */
  public static String of(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              if (isPlain(each)) {
                safe.appendCodePoint(each);
              } else {
                safe.append(
                    "\\u{%s}".formatted(Integer.toHexString(each).toUpperCase(Locale.ROOT)));
              }
            });
    String plain = safe.toString().replace("##", "#\\u{23}");
    return plain.stripLeading().startsWith("::")
        ? "\\u{3A}" + plain.stripLeading().substring(1)
        : plain;
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      // Of the spaces, the usual one only.
      case Character.SPACE_SEPARATOR -> character == ' ';
      default -> true;
    };
  }
}
