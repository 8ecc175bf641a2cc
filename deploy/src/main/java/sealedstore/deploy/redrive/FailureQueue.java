package sealedstore.deploy.redrive;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of failed events. */
public final class FailureQueue {

  /** Longer than the writer's 30 s, so that nobody else receives a message while it is written. */
  private static final int VISIBILITY_SECONDS = 120;

  private final SqsClient client;
  private final String url;
  private final Set<String> seen = new HashSet<>();

  /** The queue of this URL. */
  public FailureQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /**
   * A message of the queue.
   *
   * @param receipt handle of this receipt
   * @param failed empty where it is no record of Lambda's
   */
  record Message(String receipt, Optional<FailedEvent> failed) {}

  /** The next message; empty after the last, and when one that stays comes a second time. */
  Optional<Message> next() {
    return client
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(1)
                    .waitTimeSeconds(1)
                    .visibilityTimeout(VISIBILITY_SECONDS))
        .messages()
        .stream()
        .findFirst()
        .filter(message -> seen.add(message.messageId()))
        .map(message -> new Message(message.receiptHandle(), FailedEvent.of(message.body())));
  }

  void delete(Message message) {
    client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receipt()));
  }

  /** Lets others receive it at once. */
  void release(Message message) {
    client.changeMessageVisibility(
        request -> request.queueUrl(url).receiptHandle(message.receipt()).visibilityTimeout(0));
  }
}
