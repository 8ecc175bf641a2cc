package sealedstore.deploy.redrive;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sealedstore.deploy.redrive.FailureQueue.Message;

/**
 * Writes failed events again, one after the other. A message is deleted only once the writer has
 * answered 200: whatever goes wrong, its event is still in the queue. Nothing of an item is
 * printed.
 */
public final class Redrive {

  private static final String NOT_A_RECORD = "not a failure record";
  private static final Set<String> FINISHED = Set.of(Writer.WRITTEN, Writer.KEPT);

  private final FailureQueue queue;
  private final PrintWriter out;

  /**
   * @param out gets a line per message
   */
  public Redrive(FailureQueue queue, PrintWriter out) {
    this.queue = queue;
    this.out = out;
  }

  /** Shows what waits, and changes nothing. */
  public void list() {
    // A message that is released before the last is received would be received again, and stay.
    List<Message> messages = new ArrayList<>();
    for (var next = queue.next(); next.isPresent(); next = queue.next()) {
      messages.add(next.get());
    }
    for (Message message : messages) {
      queue.release(message);
      out.println(message.failed().map(Redrive::line).orElse(NOT_A_RECORD));
    }
    out.println(messages.size() + " waiting");
    out.flush();
  }

  /**
   * Writes what waits.
   *
   * @param ifAbsent keep items that exist now
   * @return whether nothing that was received has stayed
   */
  public boolean run(Writer writer, boolean ifAbsent) throws IOException {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Optional<Message> next = queue.next(); next.isPresent(); next = queue.next()) {
      String outcome = write(next.get(), writer, ifAbsent);
      outcomes.merge(outcome, 1, Integer::sum);
      out.flush();
    }
    out.println(
        outcomes.isEmpty()
            ? "nothing waits"
            : outcomes.entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                .collect(Collectors.joining(", ")));
    out.flush();
    return FINISHED.containsAll(outcomes.keySet());
  }

  private String write(Message message, Writer writer, boolean ifAbsent) throws IOException {
    if (message.failed().isEmpty()) {
      out.println(NOT_A_RECORD);
      return NOT_A_RECORD;
    }
    FailedEvent failed = message.failed().get();
    String outcome = writer.write(ifAbsent ? failed.eventIfAbsent() : failed.event());
    if (FINISHED.contains(outcome)) {
      queue.delete(message);
    }
    out.println(failed.timestamp() + "  " + outcome);
    return outcome;
  }

  private static String line(FailedEvent failed) {
    return "%s  %s  %s  %d bytes"
        .formatted(
            failed.timestamp(),
            failed.condition(),
            failed.error(),
            failed.event().getBytes(StandardCharsets.UTF_8).length);
  }
}
