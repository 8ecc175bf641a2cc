package sealedstore.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sealedstore.deploy.aws.Clients;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Clients that note what is called; CloudFormation is a stub of its API. */
public final class FakeClients implements Clients {

  /** One line per call, but those of CloudFormation. */
  public final List<String> calls = new ArrayList<>();

  public final FakeQueue queue = new FakeQueue(calls);
  public final FakeFunction function = new FakeFunction();

  /** DynamoDB, where a test needs more of it than the tables below. */
  public Optional<DynamoDbClient> store = Optional.empty();

  public final DeletableTables tables = new DeletableTables(calls);

  /** Keys and their tags; a key without any is one of AWS's, which nobody may look at. */
  public final Map<String, Map<String, String>> keys = new LinkedHashMap<>();

  /** Keys whose deletion was scheduled before. */
  public final Set<String> scheduledKeys = new HashSet<>();

  /** Keys that were disabled. */
  public final Set<String> disabledKeys = new HashSet<>();

  /** Error code of what KMS answers about a key. */
  public Optional<String> kmsError = Optional.empty();

  /** What IAM says of roles, by their names. */
  public final Map<String, String> roles = new HashMap<>();

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
    return store.orElse(tables);
  }

  @Override
  public KmsClient kms() {
    return new KmsClient() {
      @Override
      public ListKeysResponse listKeys(ListKeysRequest request) {
        return ListKeysResponse.builder()
            .keys(
                keys.keySet().stream()
                    .map(key -> KeyListEntry.builder().keyId(key).build())
                    .toList())
            .build();
      }

      @Override
      public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
        Map<String, String> tags = keys.get(request.keyId());
        if (tags.isEmpty()) {
          throw kmsException("AccessDeniedException");
        }
        kmsError.ifPresent(
            code -> {
              throw kmsException(code);
            });
        return ListResourceTagsResponse.builder()
            .tags(
                tags.entrySet().stream()
                    .map(tag -> Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build())
                    .toList())
            .build();
      }

      @Override
      public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        var state =
            scheduledKeys.contains(request.keyId())
                ? KeyState.PENDING_DELETION
                : disabledKeys.contains(request.keyId()) ? KeyState.DISABLED : KeyState.ENABLED;
        return DescribeKeyResponse.builder().keyMetadata(it -> it.keyState(state)).build();
      }

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

  private static RuntimeException kmsException(String code) {
    return KmsException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
        .build();
  }

  @Override
  public SqsClient sqs() {
    return queue;
  }

  @Override
  public StsClient sts() {
    return new StsClient() {
      @Override
      public GetCallerIdentityResponse getCallerIdentity() {
        return GetCallerIdentityResponse.builder().account("111122223333").build();
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
  public IamClient iam() {
    return new IamClient() {
      @Override
      public GetRoleResponse getRole(GetRoleRequest request) {
        String arn = roles.get(request.roleName());
        if (arn == null) {
          throw NoSuchEntityException.builder().build();
        }
        if (arn.isEmpty()) {
          throw IamException.builder().message("not authorized").build();
        }
        return GetRoleResponse.builder().role(it -> it.arn(arn)).build();
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
    function.repeats = true;
    return function;
  }

  @Override
  public LambdaClient lambdaWithoutRetries() {
    function.repeats = false;
    return function;
  }
}
