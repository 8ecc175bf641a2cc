package sealedstore.deploy.redrive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.redrive.FailureQueue.Message;

/**
 * The failed events of one item, of which one at most is written: the latest that the writer takes.
 *
 * @param latestFirst by the time at which Lambda gave up
 */
record ItemEvents(List<Message> latestFirst) {

  private static final Comparator<Message> LATEST_FIRST =
      Comparator.comparing(message -> message.failed().orElseThrow(), FailedEvent.LATEST_FIRST);

  /**
   * The events by item. One that the writer refuses belongs to no item.
   *
   * @param messages failure records
   */
  static List<ItemEvents> of(List<Message> messages) {
    Map<Object, List<Message>> byItem = new LinkedHashMap<>();
    for (Message message : messages) {
      Optional<String> id = message.failed().orElseThrow().event().itemId();
      byItem
          .computeIfAbsent(id.isPresent() ? id.get() : message, _ -> new ArrayList<>())
          .add(message);
    }
    return byItem.values().stream()
        .map(events -> new ItemEvents(events.stream().sorted(LATEST_FIRST).toList()))
        .toList();
  }

  /**
   * Writes the latest. If its condition does not hold, or the writer refuses it, the one before is
   * the latest; if it fails, all before wait for it: written later, they would replace it.
   */
  void write(FailureQueue queue, Writer writer, Rules rules, Report report) {
    for (int i = 0; i < latestFirst.size(); i++) {
      Message message = latestFirst.get(i);
      List<Message> earlier = latestFirst.subList(i + 1, latestFirst.size());
      queue.extend();
      Optional<Answer> answer = rules.apply(message.failed().orElseThrow()).map(writer::write);
      if (answer.isEmpty()) {
        report.waits(message, "a delete cannot keep what exists (IF_ABSENT)");
        wait(earlier, report);
        return;
      }
      switch (answer.get()) {
        case Answer.Written() -> {
          // The earlier ones first: were the run stopped in between, they would replace the latest.
          for (Message one : earlier) {
            queue.delete(one);
            report.superseded(one, "a later event of its item");
          }
          queue.delete(message);
          report.written(message);
          return;
        }
        case Answer.Superseded(String code) -> {
          queue.delete(message);
          report.superseded(message, code);
        }
        case Answer.Refused(String code) -> report.waits(message, code);
        case Answer.Failed(String errorType) -> {
          report.waits(message, errorType);
          wait(earlier, report);
          return;
        }
      }
    }
  }

  private static void wait(List<Message> earlier, Report report) {
    earlier.forEach(message -> report.waits(message, "for a later event of its item"));
  }
}
