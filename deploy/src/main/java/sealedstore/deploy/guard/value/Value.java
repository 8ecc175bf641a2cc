package sealedstore.deploy.guard.value;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value of a template, as a change set shows it.
 *
 * <p>Every scalar is text: CloudFormation writes numbers and booleans of a change set's contexts as
 * strings, so {@code 35} and {@code "35"} are the same.
 */
public sealed interface Value {

  /** No value: the property is not there. */
  Value ABSENT = new Absent();

  /** Stands for text that CloudFormation knows only after it has applied the change set. */
  String KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}";

  /** Stands for a value of a NoEcho parameter. */
  String MASKED = "****";

  record Text(String text) implements Value {}

  record Items(List<Value> items) implements Value {}

  record Fields(SortedMap<String, Value> fields) implements Value {}

  record Absent() implements Value {}

  /** The value at a path of fields, {@link #ABSENT} where there is none. */
  default Value at(String... path) {
    Value value = this;
    for (String name : path) {
      value =
          value instanceof Fields(var fields) ? fields.getOrDefault(name, ABSENT) : Value.ABSENT;
    }
    return value;
  }

  /** The value at fields joined by dots. */
  default Value atPath(String path) {
    return at(path.split("\\."));
  }

  /** The same value with another at one of its fields. */
  default Value with(String name, Value value) {
    var changed = new TreeMap<>(this instanceof Fields(var fields) ? fields : new TreeMap<>());
    changed.put(name, value);
    return new Fields(changed);
  }

  /** The text of a scalar, and otherwise the text given. */
  default String textOr(String otherwise) {
    return this instanceof Text(String text) ? text : otherwise;
  }

  /** The items of a list; a single value is a list of one, as in an IAM policy. */
  default List<Value> asList() {
    return switch (this) {
      case Items(var items) -> items;
      case Absent _ -> List.of();
      case Text _, Fields _ -> List.of(this);
    };
  }

  /** Every scalar in it. */
  default Stream<String> texts() {
    return switch (this) {
      case Text(String text) -> Stream.of(text);
      case Items(var items) -> items.stream().flatMap(Value::texts);
      case Fields(var fields) -> fields.values().stream().flatMap(Value::texts);
      case Absent _ -> Stream.of();
    };
  }

  /**
   * Whether a part of it is not known before the change set is applied: a reference, or a dynamic
   * reference to another service ("Get values stored in other services").
   */
  default boolean isUnknown() {
    return texts()
        .anyMatch(text -> text.contains(KNOWN_AFTER_APPLY) || text.contains("{{resolve:"));
  }

  /** Whether a part of it comes from a NoEcho parameter. */
  default boolean isMasked() {
    return texts().anyMatch(text -> text.contains(MASKED));
  }

  /** On one line, for people; the environment of a function may hold secrets, and is not shown. */
  default String show() {
    return switch (this) {
      case Text(String text) -> text.isEmpty() ? "\"\"" : shown(text);
      case Items(var items) ->
          items.stream().map(Value::show).collect(Collectors.joining(", ", "[", "]"));
      case Fields(var fields) ->
          fields.entrySet().stream()
              .map(field -> field.getKey() + ": " + shown(field.getKey(), field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Absent _ -> "(none)";
    };
  }

  private static String shown(String text) {
    return text.replace(KNOWN_AFTER_APPLY, "(known after apply)");
  }

  private static String shown(String name, Value value) {
    return name.equals("Environment") ? "(not shown)" : value.show();
  }
}
