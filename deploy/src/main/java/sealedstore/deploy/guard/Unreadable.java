package sealedstore.deploy.guard;

import sealedstore.deploy.terminal.PlainText;

/** A change set that cannot be judged; the message says why, in one sentence. */
public final class Unreadable extends Exception {
  Unreadable(String message) {
    super(PlainText.of(message));
  }
}
