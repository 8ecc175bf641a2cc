package sealedstore.deploy.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A line of harmless.txt, which explains its columns.
 *
 * @param type a resource type, * for all
 * @param what a property's path, or what happens to the resource
 * @param when the condition under which it is harmless
 */
record Row(String type, String what, String when) {

  private static final List<Row> TABLE = read();

  /** The row for what happens to a resource, or for one of its properties as it is written. */
  static Optional<Row> of(String type, String what) {
    return TABLE.stream().filter(row -> row.isFor(type) && row.what.equals(what)).findFirst();
  }

  /** The row for a path: its own, or that of the longest path around it. */
  static Optional<Row> around(String type, String path) {
    return ofType(type).stream()
        .filter(row -> path.matches("\\Q" + row.what + "\\E([.\\[].*)?"))
        .max(Comparator.comparingInt(row -> row.what.length()));
  }

  static List<Row> ofType(String type) {
    return TABLE.stream().filter(row -> row.isFor(type)).toList();
  }

  /** Whether the table says something about the type itself. */
  static boolean knows(String type) {
    return TABLE.stream().anyMatch(row -> row.type.equals(type));
  }

  /** When it is harmless, in words. */
  String words() {
    return switch (when.split(" ")[0]) {
      case "on", "enabled", "switched" -> "when it is on";
      case "at" ->
          when.startsWith("at least") ? "when it becomes no less" : "when it becomes no more";
      case "from" -> "when it becomes no less, or is at least" + when.substring("from".length());
      case "once" -> "when it was empty, and names no other account";
      case "more" -> "when the list keeps what it has, and only topics of the account come";
      case "fewer" -> "when only policies of AWS go, and none that denies";
      case "level" -> "when no less is logged";
      case "capacity" -> "when it follows the table's capacity in the same change set";
      case "new" -> "when it moves to a version of the same change set";
      default -> "when " + when;
    };
  }

  /** Whether it names a property of a new resource. */
  boolean lists(String property) {
    return List.of(when.split(", ")).contains(property);
  }

  /** Whether it is harmless whatever it becomes. */
  boolean isAlways() {
    return when.equals("always");
  }

  boolean isPolicy() {
    return List.of("policy", "trust", "role policies").contains(when);
  }

  private boolean isFor(String other) {
    return type.equals("*") || type.equals(other);
  }

  private static List<Row> read() {
    try (var file = Row.class.getResourceAsStream("harmless.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.split("\\s*\\|\\s*", 4))
          .map(columns -> new Row(columns[0], columns[1], columns[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
