package sealedstore.deploy.guard;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a change set does to one resource ("ResourceChange", AWS CloudFormation API Reference).
 *
 * @param physicalId empty for a resource that is not there yet
 * @param fate what happens to the old resource when it is removed or replaced
 * @param before the resource before, with its Properties, DeletionPolicy and UpdateReplacePolicy
 * @param after the same after
 */
public record Change(
    Action action,
    String logicalId,
    String physicalId,
    String type,
    Replacement replacement,
    Fate fate,
    List<Cause> causes,
    Value before,
    Value after) {

  public enum Action {
    ADD("Add"),
    MODIFY("Modify"),
    REMOVE("Remove"),
    IMPORT("Import"),
    /** CloudFormation cannot say before. */
    DYNAMIC("Dynamic"),
    /** The stack takes over what the resource already is. */
    SYNC("SyncWithActual");

    private final String text;

    Action(String text) {
      this.text = text;
    }
  }

  public enum Replacement {
    NEVER("False"),
    CONDITIONAL("Conditional"),
    ALWAYS("True");

    private final String text;

    Replacement(String text) {
      this.text = text;
    }
  }

  public enum Fate {
    DELETED,
    KEPT,
    SNAPSHOT
  }

  /**
   * Why an attribute changes ("ResourceChangeDetail").
   *
   * @param property name of the property, empty when another attribute changes
   * @param replaces whether a change of it can replace the resource
   * @param certain whether it changes for certain, and not only if what it refers to does
   */
  public record Cause(String property, boolean replaces, boolean certain) {

    static Cause of(String property, String requiresRecreation, String evaluation) {
      return new Cause(property, !requiresRecreation.equals("Never"), evaluation.equals("Static"));
    }
  }

  /**
   * @throws Unreadable if it is of a kind that this command does not know
   */
  static Change of(
      String action,
      String logicalId,
      String physicalId,
      String type,
      String replacement,
      String policyAction,
      List<Cause> causes,
      Value before,
      Value after)
      throws Unreadable {
    Action known = action(logicalId, action);
    if (known == Action.MODIFY && before == Value.ABSENT && after == Value.ABSENT) {
      throw new Unreadable(
          logicalId
              + " changes, and the change set was described without property values:"
              + " use --include-property-values");
    }
    return new Change(
        known,
        logicalId,
        physicalId,
        type,
        known == Action.MODIFY ? replacement(logicalId, replacement) : Replacement.NEVER,
        fate(logicalId, policyAction),
        causes,
        before,
        after);
  }

  private static Action action(String logicalId, String text) throws Unreadable {
    for (Action action : Action.values()) {
      if (action.text.equals(text)) {
        return action;
      }
    }
    throw new Unreadable(logicalId + ": unknown action \"" + text + "\"");
  }

  private static Replacement replacement(String logicalId, String text) throws Unreadable {
    for (Replacement replacement : Replacement.values()) {
      if (replacement.text.equals(text)) {
        return replacement;
      }
    }
    throw new Unreadable(logicalId + ": unknown replacement \"" + text + "\"");
  }

  private static Fate fate(String logicalId, String policyAction) throws Unreadable {
    return switch (policyAction) {
      case "", "Delete", "ReplaceAndDelete" -> Fate.DELETED;
      case "Retain", "ReplaceAndRetain" -> Fate.KEPT;
      case "Snapshot", "ReplaceAndSnapshot" -> Fate.SNAPSHOT;
      default -> throw new Unreadable(logicalId + ": unknown policy \"" + policyAction + "\"");
    };
  }

  boolean replaces() {
    return replacement != Replacement.NEVER;
  }

  /** The properties before. */
  Value propertiesBefore() {
    return before.at("Properties");
  }

  /** The properties after; of a removed resource, none. */
  Value propertiesAfter() {
    return action == Action.REMOVE ? Value.ABSENT : after.at("Properties");
  }

  /** DeletionPolicy and UpdateReplacePolicy, where they differ. */
  List<Difference> policies() {
    return Stream.of("DeletionPolicy", "UpdateReplacePolicy")
        .map(name -> new Difference(name, before.at(name), after.at(name)))
        .filter(policy -> !policy.before().equals(policy.after()))
        .toList();
  }

  /** Every property that differs. */
  List<Difference> differences() {
    return Difference.between(propertiesBefore(), propertiesAfter());
  }

  /**
   * Whether a property changes for certain. One that refers to another resource is listed as soon
   * as that one changes, though what it refers to may stay the same.
   */
  boolean isCertain(Difference difference) {
    return difference.after() != Value.UNKNOWN
        || causes.stream()
            .anyMatch(cause -> cause.certain && cause.property.equals(difference.property()));
  }
}
