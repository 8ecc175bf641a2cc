package sealedstore.writer;

import java.io.IOException;
import java.io.InputStream;
import sealedstore.items.EventParser;
import sealedstore.items.InvalidEvent;
import sealedstore.items.ItemId;

/**
 * What the writer is asked to store.
 *
 * @param id of the item
 */
record WriteEvent(ItemId id) {

  static WriteEvent read(InputStream input) throws InvalidEvent, IOException {
    return EventParser.parse(input, WriteEvent::read);
  }

  private static WriteEvent read(EventParser event) throws InvalidEvent, IOException {
    ItemId id = ItemId.DEFAULT;
    for (String field = event.next(); field != null; field = event.next()) {
      switch (field) {
        case "id" -> id = event.id();
        default -> throw event.unknownField();
      }
    }
    return new WriteEvent(id);
  }
}
