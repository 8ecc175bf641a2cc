package sealedstore.deploy.guard;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A value of a template, as a change set shows it.
 *
 * <p>Every scalar is text: CloudFormation writes numbers and booleans of a change set's contexts as
 * strings, so {@code 35} and {@code "35"} are the same.
 */
public sealed interface Value {

  /** No value: the property is not there. */
  Value ABSENT = new Absent();

  /** What CloudFormation knows only after it has applied the change set. */
  Value UNKNOWN = new Unknown();

  /** How CloudFormation writes {@link #UNKNOWN}. */
  String KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}";

  record Text(String text) implements Value {}

  record Items(List<Value> items) implements Value {}

  record Fields(SortedMap<String, Value> fields) implements Value {}

  record Absent() implements Value {}

  record Unknown() implements Value {}

  /** The value of a scalar. */
  static Value of(String text) {
    return text.equals(KNOWN_AFTER_APPLY) ? UNKNOWN : new Text(text);
  }

  /** The value at a path of fields, {@link #ABSENT} where there is none. */
  default Value at(String... path) {
    Value value = this;
    for (String name : path) {
      value =
          switch (value) {
            case Fields(var fields) -> fields.getOrDefault(name, ABSENT);
            case Unknown unknown -> unknown;
            case Text _, Items _, Absent _ -> ABSENT;
          };
    }
    return value;
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
      case Text _, Fields _, Unknown _ -> List.of(this);
    };
  }

  /** On one line, for people. */
  default String show() {
    return switch (this) {
      case Text(String text) -> text.isEmpty() ? "\"\"" : text;
      case Items(var items) ->
          items.stream().map(Value::show).collect(Collectors.joining(", ", "[", "]"));
      case Fields(var fields) ->
          fields.entrySet().stream()
              .map(field -> field.getKey() + ": " + field.getValue().show())
              .collect(Collectors.joining(", ", "{", "}"));
      case Absent _ -> "(none)";
      case Unknown _ -> "(known after apply)";
    };
  }
}
