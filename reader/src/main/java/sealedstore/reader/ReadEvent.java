package sealedstore.reader;

import java.io.IOException;
import java.io.InputStream;
import sealedstore.items.event.EventParser;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.item.ItemId;

/**
 * An event of the reader.
 *
 * @param id of the item
 * @param consistent whether the read sees every write that succeeded before it
 */
record ReadEvent(ItemId id, boolean consistent) {

  static ReadEvent read(InputStream input) throws InvalidEvent, IOException {
    return EventParser.parse(input, ReadEvent::read);
  }

  private static ReadEvent read(EventParser fields) throws InvalidEvent, IOException {
    ItemId id = ItemId.DEFAULT;
    boolean consistent = false;
    for (String field = fields.next(); field != null; field = fields.next()) {
      switch (field) {
        case "id" -> id = fields.id();
        case "consistent" -> consistent = fields.flag();
        default -> throw fields.unknownField();
      }
    }
    return new ReadEvent(id, consistent);
  }
}
