package sealedstore.items.event;

import sealedstore.items.item.ItemSize;

/** The item of the event is over DynamoDB's limit: the caller is answered with 413. */
final class ItemTooLarge extends InvalidEvent {

  /** For an event whose rest was not read. */
  ItemTooLarge() {
    super(
        "the item must be at most 400 KB (%,d bytes) by DynamoDB's rules, and has more"
            .formatted(ItemSize.MAX_BYTES));
  }
}
