package sealedstore.deploy.aws;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Makes clients of one region; they are open as long as the process. */
public interface Clients {

  /** Makes the clients of a region; without one, of the shell's. */
  @FunctionalInterface
  interface Factory {
    /** The clients of this region. */
    Clients in(Optional<String> region);
  }

  /** A client of CloudFormation. */
  CloudFormationClient cloudFormation();

  /** A client of DynamoDB. */
  DynamoDbClient dynamoDb();

  /** A client of KMS. */
  KmsClient kms();

  /** A client of IAM. */
  IamClient iam();

  /** A client of STS. */
  StsClient sts();

  /** A client of SQS. */
  SqsClient sqs();

  /** A client of Lambda. */
  LambdaClient lambda();

  /** A client of Lambda that calls once: a second attempt would be a second invocation. */
  LambdaClient lambdaWithoutRetries();
}
