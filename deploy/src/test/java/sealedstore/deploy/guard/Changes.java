package sealedstore.deploy.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import sealedstore.deploy.guard.value.Json;
import sealedstore.deploy.guard.value.Value;

/** Changes in as few words as a test needs; ' stands for ". */
final class Changes {

  static final String ACCOUNT = "111122223333";

  private Changes() {}

  /** What is found, by name, in a change set of these changes. */
  static List<String> found(Change... changes) throws Unreadable {
    return Guard.judge(changeSet(changes)).stream().map(Finding::id).toList();
  }

  static ChangeSet changeSet(Change... changes) throws Unreadable {
    return ChangeSet.of(
        "arn:change-set",
        "n",
        "arn:aws:cloudformation:us-east-1:%s:stack/s/1".formatted(ACCOUNT),
        "s",
        "CREATE_COMPLETE",
        "",
        "AVAILABLE",
        List.of(changes));
  }

  /** The resource R, whose physical id is r, with these properties. */
  static Change modified(String type, String before, String after, Detail... details)
      throws Unreadable {
    return modified("R", type, "False", before, after, details);
  }

  static Change modified(
      String id, String type, String replacement, String before, String after, Detail... details)
      throws Unreadable {
    return Change.of(
        "Modify",
        id,
        id.toLowerCase(Locale.ROOT),
        type,
        replacement,
        "",
        List.of(details),
        properties(before),
        properties(after),
        Value.ABSENT);
  }

  static Change added(String id, String type, String properties) throws Unreadable {
    return Change.of(
        "Add", id, "", type, "", "", List.of(), Value.ABSENT, properties(properties), Value.ABSENT);
  }

  static Change removed(String type, String policyAction, String properties) throws Unreadable {
    return Change.of(
        "Remove",
        "R",
        "r",
        type,
        "",
        policyAction,
        List.of(),
        properties(properties),
        Value.ABSENT,
        Value.ABSENT);
  }

  /** A detail of a property that refers to a resource or parameter. */
  static Detail caused(String property, String requiresRecreation, String source, String entity) {
    return Detail.of(
        "Properties", property, "", requiresRecreation, "Dynamic", source, entity, "", "");
  }

  static Value json(String text) {
    try {
      return Json.parse(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value properties(String properties) {
    return json("{'Properties': %s}".formatted(properties));
  }
}
