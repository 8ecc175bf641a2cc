package sealedstore.deploy.redrive;

import java.util.Optional;

/**
 * What becomes of items that were written or deleted since an event failed.
 *
 * @param ifAbsent keep an item that exists now, whatever wrote it
 * @param overDeleted store an event also where the item was deleted
 */
public record Rules(boolean ifAbsent, boolean overDeleted) {

  /** The event to send; empty if it cannot keep what exists now, as {@code ifAbsent} demands. */
  Optional<EventText> apply(FailedEvent failed) {
    EventText event = failed.event();
    if (ifAbsent && event.isPlainDelete()) {
      return Optional.empty();
    }
    if (ifAbsent && !event.hasIfMatch()) {
      event = event.with("ifAbsent", "true");
    }
    return Optional.of(
        overDeleted ? event : event.with("redriven", EventText.quoted(failed.requestId())));
  }
}
