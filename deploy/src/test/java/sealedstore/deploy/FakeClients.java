package sealedstore.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients that note what is called; CloudFormation is a stub of its API. */
public final class FakeClients implements Clients {

  /** One line per call, but those of CloudFormation. */
  public final List<String> calls = new ArrayList<>();

  public final FakeQueue queue = new FakeQueue(calls);
  public final FakeFunction function = new FakeFunction();

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
    return queue;
  }

  @Override
  public LambdaClient lambda() {
    return function;
  }
}
