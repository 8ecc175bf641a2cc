package sealedstore.deploy.guard;

import java.util.List;
import sealedstore.deploy.guard.value.Value;

/**
 * What a change set does to one resource ("ResourceChange", AWS CloudFormation API Reference).
 *
 * @param physicalId empty for a resource that is not there yet
 * @param fate what happens to the old resource when it is removed or replaced
 * @param details why it changes, as far as CloudFormation says
 * @param before the resource before, with its Properties, DeletionPolicy and UpdateReplacePolicy
 * @param after the same after
 * @param deployed in a drift-aware change set, what the last deployment made of it; before is then
 *     what the resource is ("Using drift-aware change sets", AWS CloudFormation User Guide)
 */
public record Change(
    Action action,
    String logicalId,
    String physicalId,
    String type,
    Replacement replacement,
    Fate fate,
    List<Detail> details,
    Value before,
    Value after,
    Value deployed) {

  /** What changes in it, change sets of its own show. */
  static final String NESTED_STACK = "AWS::CloudFormation::Stack";

  public enum Action {
    ADD("Add"),
    MODIFY("Modify"),
    REMOVE("Remove"),
    IMPORT("Import"),
    /** CloudFormation cannot say before. */
    DYNAMIC("Dynamic"),
    /** The stack takes over what the resource already is: nothing is done to the resource. */
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
   * @throws Unreadable if it is of a kind that this command does not know
   */
  static Change of(
      String action,
      String logicalId,
      String physicalId,
      String type,
      String replacement,
      String policyAction,
      List<Detail> details,
      Value before,
      Value after,
      Value deployed)
      throws Unreadable {
    Action known = action(logicalId, action);
    return new Change(
        known,
        logicalId,
        physicalId,
        type,
        known == Action.MODIFY ? replacement(logicalId, replacement) : Replacement.NEVER,
        fate(logicalId, policyAction),
        details,
        before,
        after,
        deployed);
  }

  /** The same against what the last deployment made of the resource. */
  Change sinceDeployment() {
    return new Change(
        action,
        logicalId,
        physicalId,
        type,
        Replacement.NEVER,
        fate,
        List.of(),
        deployed,
        after,
        Value.ABSENT);
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

  /** Whether the change set does not show what the resource was, or will be. */
  boolean isUnseen() {
    return !type.equals(NESTED_STACK) && lacksContext();
  }

  private boolean lacksContext() {
    return switch (action) {
      case ADD, IMPORT -> after == Value.ABSENT;
      case REMOVE -> before == Value.ABSENT;
      case MODIFY, SYNC -> before == Value.ABSENT || after == Value.ABSENT;
      case DYNAMIC -> false;
    };
  }

  /** Whether the resource that this is about is the same after it. */
  boolean keepsTheResource() {
    return action == Action.MODIFY && replacement == Replacement.NEVER;
  }

  /** Whether what it was stays in the account when it is removed or replaced. */
  boolean isKept() {
    return fate == Fate.KEPT
        || action == Action.MODIFY
            && fate == Fate.DELETED
            && Attributes.keeps(after.at("UpdateReplacePolicy"));
  }

  boolean isNew() {
    return action == Action.ADD || replacement == Replacement.ALWAYS;
  }

  /** The properties before. */
  Value propertiesBefore() {
    return before.at("Properties");
  }

  /** The properties after; of a removed resource, none. */
  Value propertiesAfter() {
    return action == Action.REMOVE ? Value.ABSENT : after.at("Properties");
  }

  /** Every property that differs. */
  List<Difference> differences() {
    return Difference.between(propertiesBefore(), propertiesAfter());
  }
}
