package sealedstore.deploy.aws;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients with the shell's credentials and endpoint, as the AWS SDK finds them.
 *
 * @param region empty for the shell's
 */
public record AwsClients(Optional<String> region) implements Clients {

  /** Longer than a function's 30 s. */
  private static final Duration ANSWER_OF_A_FUNCTION = Duration.ofSeconds(60);

  @Override
  public CloudFormationClient cloudFormation() {
    return with(CloudFormationClient.builder()).build();
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return with(DynamoDbClient.builder()).build();
  }

  @Override
  public KmsClient kms() {
    return with(KmsClient.builder()).build();
  }

  @Override
  public IamClient iam() {
    return with(IamClient.builder()).build();
  }

  @Override
  public StsClient sts() {
    return with(StsClient.builder()).build();
  }

  @Override
  public SqsClient sqs() {
    return with(SqsClient.builder()).build();
  }

  @Override
  public LambdaClient lambda() {
    return with(LambdaClient.builder()).build();
  }

  @Override
  public LambdaClient lambdaWithoutRetries() {
    return with(LambdaClient.builder())
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(ANSWER_OF_A_FUNCTION))
        .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B with(B builder) {
    builder.httpClientBuilder(UrlConnectionHttpClient.builder());
    region.ifPresent(name -> builder.region(Region.of(name)));
    return builder;
  }
}
