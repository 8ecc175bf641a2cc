package sealedstore.deploy.restore;

import java.util.Arrays;
import java.util.Optional;

/**
 * An id whose items differ.
 *
 * @param live what the live table had when it was compared; {@link Live.None} if nothing
 */
record Difference(String id, Kind kind, Live live) {

  /** In what they differ. */
  enum Kind {
    /** Both tables have an item. */
    DIFFERS("differs"),
    /** Only the live table has an item: written since. */
    ONLY_LIVE("only-live"),
    /** Only the restored table has an item: expired since, or deleted without a tombstone. */
    ONLY_RESTORED("only-restored"),
    /** The restored table has an item, and the live one the tombstone of its deletion. */
    DELETED("deleted"),
    /** A tombstone differs, or is in one table only: neither has an item. */
    TOMBSTONE("tombstone");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
  }

  /** What the live table had. */
  sealed interface Live {
    /** Nothing. */
    record None() implements Live {}

    /** An item. */
    record Item(Optional<String> requestId) implements Live {}

    /** A tombstone. */
    record Tombstone(Optional<String> requestId) implements Live {}

    static Live of(Optional<Version> version) {
      return version
          .<Live>map(
              it -> it.tombstone() ? new Tombstone(it.requestId()) : new Item(it.requestId()))
          .orElseGet(None::new);
    }
  }

  /** Whether the live table's item was deleted or has expired since, also one written since. */
  boolean isDeletedSince() {
    return kind == Kind.ONLY_RESTORED || live instanceof Live.Tombstone;
  }

  /** Empty if there is none. */
  static Optional<Difference> between(
      String id, Optional<Version> live, Optional<Version> restored) {
    if (live.equals(restored)) {
      return Optional.empty();
    }
    boolean liveItem = live.filter(it -> !it.tombstone()).isPresent();
    boolean restoredItem = restored.filter(it -> !it.tombstone()).isPresent();
    Kind kind;
    if (liveItem) {
      kind = restoredItem ? Kind.DIFFERS : Kind.ONLY_LIVE;
    } else if (restoredItem) {
      kind = live.isPresent() ? Kind.DELETED : Kind.ONLY_RESTORED;
    } else {
      kind = Kind.TOMBSTONE;
    }
    return Optional.of(new Difference(id, kind, Live.of(live)));
  }
}
