package sealedstore.reader;

import java.io.IOException;
import java.io.InputStream;
import sealedstore.items.EventParser;
import sealedstore.items.InvalidEvent;
import sealedstore.items.ItemId;

/**
 * What the reader is asked for.
 *
 * @param id of the item
 */
record ReadEvent(ItemId id) {

  static ReadEvent read(InputStream input) throws InvalidEvent, IOException {
    return EventParser.parse(input, ReadEvent::read);
  }

  private static ReadEvent read(EventParser event) throws InvalidEvent, IOException {
    ItemId id = ItemId.DEFAULT;
    for (String field = event.next(); field != null; field = event.next()) {
      switch (field) {
        case "id" -> id = event.id();
        default -> throw event.unknownField();
      }
    }
    return new ReadEvent(id);
  }
}
