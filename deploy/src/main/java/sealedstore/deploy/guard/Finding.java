package sealedstore.deploy.guard;

/**
 * Why a change set is not to be executed without a person's word.
 *
 * @param resource logical id
 * @param about a property, an attribute, or what happens to the resource: {@link #REMOVED}, {@link
 *     #REPLACED} and others
 * @param sentence what would happen, and to what
 */
public record Finding(String resource, String about, String sentence) {

  static final String REMOVED = "removed";
  static final String REPLACED = "replaced";
  static final String ADDED = "added";

  /** The change set does not show it. */
  static final String UNSEEN = "unseen";

  static Finding of(Change change, String about, String what) {
    return new Finding(
        change.logicalId(),
        about,
        "%s (%s): %s.".formatted(change.logicalId(), change.type(), what));
  }

  /** What {@code --allow} takes. */
  public String id() {
    return resource + "/" + about;
  }
}
