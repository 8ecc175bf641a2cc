package sealedstore.items.snapstart;

import java.io.IOException;
import sealedstore.items.event.InvalidEvent;

/** Work of a call that runs before the snapshot. */
@FunctionalInterface
interface Rehearsal {
  void run() throws InvalidEvent, IOException;
}
