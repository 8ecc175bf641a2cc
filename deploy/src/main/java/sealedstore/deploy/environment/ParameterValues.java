package sealedstore.deploy.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sealedstore.deploy.terminal.Failure;

/**
 * Reads values of template parameters as a person writes them: {@code NAME=VALUE}, separated by
 * spaces, quoted as in a shell. {@code NAME=}, {@code NAME=''} and {@code NAME=""} are the empty
 * value.
 */
public final class ParameterValues {

  private static final Pattern ASSIGNMENT = Pattern.compile("(?s)([A-Za-z0-9]+)=(.*)");

  private ParameterValues() {}

  /**
   * The values by name, in their order.
   *
   * @throws Failure if the text is something else, or names a parameter twice
   */
  public static Map<String, String> parse(String text) {
    var values = new LinkedHashMap<String, String>();
    words(text).forEach(word -> add(values, word));
    return values;
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    char quote = 0;
    for (char c : text.concat(" ").toCharArray()) {
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote == c) {
        quote = 0;
      } else if (quote != 0 || !Character.isWhitespace(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (quote != 0) {
      throw new Failure("a quote is not closed in " + text.strip());
    }
    return words;
  }

  private static void add(Map<String, String> values, String word) {
    var assignment = ASSIGNMENT.matcher(word);
    if (!assignment.matches()) {
      throw new Failure("%s is not NAME=VALUE".formatted(word));
    }
    String name = assignment.group(1);
    if (values.put(name, assignment.group(2)) != null) {
      throw new Failure("%s is named twice".formatted(name));
    }
  }
}
