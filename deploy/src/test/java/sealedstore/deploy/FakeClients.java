package sealedstore.deploy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sealedstore.deploy.aws.Clients;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Clients that note what is called; CloudFormation is a stub of its API. */
public final class FakeClients implements Clients {

  /** One line per call, but those of CloudFormation. */
  public final List<String> calls = new ArrayList<>();

  /** What waits in the queue. */
  public final Deque<Message> messages = new ArrayDeque<>();

  private final List<Message> inFlight = new ArrayList<>();

  /** The payload of each invocation. */
  public final List<String> payloads = new ArrayList<>();

  /** What the function answers. */
  public Function<InvokeRequest, InvokeResponse> function =
      _ -> {
        throw new IllegalStateException("nothing is to be invoked");
      };

  private final CloudFormationStub cloudFormation;

  public FakeClients(CloudFormationStub cloudFormation) {
    this.cloudFormation = cloudFormation;
  }

  /** Notes the region. */
  public Clients in(Optional<String> region) {
    calls.add("region " + region.orElse("of the shell"));
    return this;
  }

  @Override
  public CloudFormationClient cloudFormation() {
    return cloudFormation.client();
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return new DynamoDbClient() {
      @Override
      public UpdateTableResponse updateTable(UpdateTableRequest request) {
        calls.add("deletion protection off " + request.tableName());
        return UpdateTableResponse.builder().build();
      }

      @Override
      public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        calls.add("delete table " + request.tableName());
        return DeleteTableResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public KmsClient kms() {
    return new KmsClient() {
      @Override
      public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
        calls.add(
            "delete key %s in %d days".formatted(request.keyId(), request.pendingWindowInDays()));
        return ScheduleKeyDeletionResponse.builder()
            .deletionDate(Instant.parse("2026-12-26T10:00:00Z"))
            .build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SqsClient sqs() {
    return new SqsClient() {
      @Override
      public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        if (messages.isEmpty()) {
          return ReceiveMessageResponse.builder().build();
        }
        inFlight.add(messages.pop());
        return ReceiveMessageResponse.builder().messages(inFlight.getLast()).build();
      }

      @Override
      public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        calls.add("delete " + request.receiptHandle());
        return DeleteMessageResponse.builder().build();
      }

      @Override
      public ChangeMessageVisibilityResponse changeMessageVisibility(
          ChangeMessageVisibilityRequest request) {
        calls.add("release " + request.receiptHandle());
        inFlight.removeIf(
            message ->
                message.receiptHandle().equals(request.receiptHandle()) && messages.add(message));
        return ChangeMessageVisibilityResponse.builder().build();
      }

      @Override
      public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
        calls.add("delete queue " + request.queueUrl());
        return DeleteQueueResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public LambdaClient lambda() {
    return new LambdaClient() {
      @Override
      public InvokeResponse invoke(InvokeRequest request) {
        payloads.add(request.payload().asUtf8String());
        return function.apply(request);
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }
}
