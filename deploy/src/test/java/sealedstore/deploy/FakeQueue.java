package sealedstore.deploy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A queue that returns one message a time; nothing becomes visible by itself. */
public final class FakeQueue implements SqsClient {

  /** One line per deletion and change of visibility. */
  public final List<String> calls;

  /** What is visible. */
  public final Deque<Message> visible = new ArrayDeque<>();

  /** How many messages SQS counts too many, look by look; afterwards none. */
  public final Deque<Integer> countedTooMany = new ArrayDeque<>();

  /** How many deletions succeed. */
  public int deletions = Integer.MAX_VALUE;

  /** URLs of queues by name. */
  public final Map<String, String> urls = new HashMap<>();

  /** Whether a queue that is to be deleted does not exist. */
  public boolean isGone;

  /** Done at each receive. */
  public Runnable onReceive = () -> {};

  private final Map<String, Message> inFlight = new LinkedHashMap<>();

  /**
   * @param calls gets the lines
   */
  public FakeQueue(List<String> calls) {
    this.calls = calls;
  }

  /** A queue that keeps its calls for itself. */
  public FakeQueue() {
    this(new ArrayList<>());
  }

  /** Lambda's record of an event that failed: when, in seconds after ten, it gave up. */
  public static String record(String requestId, int second, String event) {
    return """
    {"timestamp": "2026-11-22T10:00:%02dZ", \
    "requestContext": {"requestId": "%s", "condition": "RetriesExhausted"}, \
    "requestPayload": %s, "responsePayload": {"errorType": "Throttled"}}\
    """
        .formatted(second, requestId, event);
  }

  /** Puts a message into the queue. */
  public void put(String id, String receipt, String body) {
    visible.add(Message.builder().messageId(id).receiptHandle(receipt).body(body).build());
  }

  /** Puts a message into the queue. */
  public void put(String id, String body) {
    put(id, "of " + id, body);
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    if (!urls.containsKey(request.queueName())) {
      throw QueueDoesNotExistException.builder().build();
    }
    return GetQueueUrlResponse.builder().queueUrl(urls.get(request.queueName())).build();
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    onReceive.run();
    if (visible.isEmpty()) {
      return ReceiveMessageResponse.builder().build();
    }
    Message message = visible.pop();
    inFlight.put(message.messageId(), message);
    return ReceiveMessageResponse.builder().messages(message).build();
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    if (deletions-- == 0) {
      throw SdkClientException.create("unreachable");
    }
    calls.add("delete " + request.receiptHandle());
    inFlight.values().removeIf(it -> it.receiptHandle().equals(request.receiptHandle()));
    return DeleteMessageResponse.builder().build();
  }

  @Override
  public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    request
        .entries()
        .forEach(
            entry -> {
              if (entry.visibilityTimeout() > 0) {
                calls.add("extend " + entry.receiptHandle());
              } else {
                calls.add("release " + entry.receiptHandle());
                visible.add(inFlight.remove(entry.id()));
              }
            });
    return ChangeMessageVisibilityBatchResponse.builder().build();
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    int tooMany = countedTooMany.isEmpty() ? 0 : countedTooMany.pop();
    return GetQueueAttributesResponse.builder()
        .attributes(
            Map.of(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                Integer.toString(visible.size()),
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                Integer.toString(inFlight.size() + tooMany)))
        .build();
  }

  @Override
  public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
    if (isGone) {
      throw QueueDoesNotExistException.builder().build();
    }
    calls.add("delete queue " + request.queueUrl());
    return DeleteQueueResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
