package sealedstore.deploy.redrive;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sealedstore.deploy.redrive.FailureQueue.Message;

/**
 * Writes failed events again. A message is deleted only once its event is written or superseded:
 * whatever goes wrong, its event is still in the queue. Nothing of an item is printed.
 */
public final class Redrive {

  private static final String NOT_A_RECORD = "not a failure record";

  private final FailureQueue queue;
  private final Patience patience;
  private final Report report;

  /**
   * @param patience until SQS no longer counts what was deleted
   * @param out gets a line per message
   */
  public Redrive(FailureQueue queue, Patience patience, PrintWriter out) {
    this.queue = queue;
    this.patience = patience;
    this.report = new Report(out);
  }

  /** Shows what waits, and changes nothing. */
  public void list() {
    List<Message> messages = queue.receiveAll();
    for (Message message : messages) {
      report.say(
          message
              .failed()
              .map(FailedEvent::toString)
              .orElseGet(() -> "message %s  %s".formatted(message.id(), NOT_A_RECORD)));
    }
    report.say(messages.size() + " waiting");
    report.others(queue.others());
  }

  /**
   * Receives all that waits, then writes one event per item.
   *
   * @return whether nothing waits any more
   */
  public boolean run(Writer writer, Rules rules) {
    List<Message> records = new ArrayList<>();
    for (Message message : queue.receiveAll()) {
      if (message.failed().isPresent()) {
        records.add(message);
      } else {
        report.waits(message, NOT_A_RECORD);
      }
    }
    ItemEvents.of(records).forEach(events -> events.write(queue, writer, rules, report));
    return report.end(others());
  }

  private int others() {
    int others = queue.others();
    return others <= 0
        ? 0
        : patience
            .until(
                "SQS counts about %d more: looking again".formatted(others),
                () -> Optional.of(queue.others()).filter(it -> it <= 0))
            .orElseGet(() -> Math.max(queue.others(), 0));
  }
}
