package sealedstore.deploy.redrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queue of failed events. Messages that were received are invisible to others until they are
 * deleted or the queue is closed; after the end of the process, for {@link #VISIBILITY} more.
 */
public final class FailureQueue implements AutoCloseable {

  /** Longer than the extension of all messages and the longest wait for the writer together. */
  static final Duration VISIBILITY = Duration.ofMinutes(10);

  private static final Duration EXTEND_AFTER = Duration.ofMinutes(1);

  /** The most that SQS takes or returns in one call. */
  private static final int BATCH = 10;

  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final SqsClient client;
  private final String url;
  private final Clock clock;
  private final Map<String, Message> held = new LinkedHashMap<>();
  private Instant extended;

  /** The queue of this URL. */
  public FailureQueue(SqsClient client, String url, Clock clock) {
    this.client = client;
    this.url = url;
    this.clock = clock;
    this.extended = clock.instant();
  }

  /**
   * A message of the queue.
   *
   * @param id of the message
   * @param receipt handle of its last receipt
   * @param failed empty where it is no record of Lambda's
   */
  record Message(String id, String receipt, Optional<FailedEvent> failed) {}

  /**
   * All messages, each once: a standard queue may return a message again. Ends with an empty
   * receive, which has asked all servers of the queue because it waits for messages.
   */
  List<Message> receiveAll() {
    for (var batch = receive(); !batch.isEmpty(); batch = receive()) {
      batch.forEach(message -> held.put(message.id(), message));
      extend();
    }
    return List.copyOf(held.values());
  }

  private List<Message> receive() {
    return client
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(1)
                    .visibilityTimeout((int) VISIBILITY.toSeconds()))
        .messages()
        .stream()
        .map(
            message ->
                new Message(
                    message.messageId(), message.receiptHandle(), FailedEvent.of(message.body())))
        .toList();
  }

  /** Keeps the messages invisible; to be called before each write. */
  void extend() {
    Instant now = clock.instant();
    if (Duration.between(extended, now).compareTo(EXTEND_AFTER) > 0) {
      extended = now;
      setVisibility(VISIBILITY);
    }
  }

  void delete(Message message) {
    client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receipt()));
    held.remove(message.id());
    extend();
  }

  /**
   * How many messages the queue has besides those received. SQS counts approximately, and a deleted
   * message for up to a minute more.
   */
  int others() {
    return client
            .getQueueAttributes(request -> request.queueUrl(url).attributeNames(COUNTS))
            .attributes()
            .values()
            .stream()
            .mapToInt(Integer::parseInt)
            .sum()
        - held.size();
  }

  /** Lets others receive at once what was not deleted. */
  @Override
  public void close() {
    setVisibility(Duration.ZERO);
  }

  /** SQS reports those that it could not change; each is visible already, or was deleted. */
  private void setVisibility(Duration visibility) {
    List<Message> messages = new ArrayList<>(held.values());
    for (int from = 0; from < messages.size(); from += BATCH) {
      var entries =
          messages.subList(from, Math.min(from + BATCH, messages.size())).stream()
              .map(
                  message ->
                      ChangeMessageVisibilityBatchRequestEntry.builder()
                          .id(message.id())
                          .receiptHandle(message.receipt())
                          .visibilityTimeout((int) visibility.toSeconds())
                          .build())
              .toList();
      client.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
    }
  }
}
