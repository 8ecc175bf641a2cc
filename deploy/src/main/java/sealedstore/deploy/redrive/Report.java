package sealedstore.deploy.redrive;

import java.io.PrintWriter;
import sealedstore.deploy.redrive.FailureQueue.Message;
import sealedstore.deploy.terminal.PlainText;

/** A line per message, without anything of an item, and how many there are of each kind. */
final class Report {

  private final PrintWriter out;
  private int written;
  private int superseded;
  private int waiting;

  Report(PrintWriter out) {
    this.out = out;
  }

  void written(Message message) {
    written++;
    line(message, "written");
  }

  void superseded(Message message, String by) {
    superseded++;
    line(message, "superseded: " + by);
  }

  void waits(Message message, String reason) {
    waiting++;
    line(message, "waits: " + reason);
  }

  /**
   * The last line.
   *
   * @param others how many messages were not received
   * @return whether nothing waits
   */
  boolean end(int others) {
    say("%d written, %d superseded, %d waiting".formatted(written, superseded, waiting));
    others(others);
    return waiting == 0 && others == 0;
  }

  /** Says that there are messages which were not received. */
  void others(int number) {
    if (number > 0) {
      say(
          "about %d more: new, or received elsewhere or by a redrive that was stopped (for %d minutes)"
              .formatted(number, FailureQueue.VISIBILITY.toMinutes()));
    }
  }

  /** Anybody who may send to the queue may have written what a message's record says. */
  void say(String line) {
    out.println(PlainText.of(line));
    out.flush();
  }

  private void line(Message message, String outcome) {
    say(
        message
            .failed()
            .map(failed -> failed.timestamp() + "  " + failed.requestId() + "  " + outcome)
            .orElseGet(() -> "message " + message.id() + "  " + outcome));
  }
}
