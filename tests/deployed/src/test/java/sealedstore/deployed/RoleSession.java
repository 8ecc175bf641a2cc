package sealedstore.deployed;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients with the credentials of a role. */
record RoleSession(DynamoDbClient dynamoDb, KmsClient kms, SqsClient sqs, StsClient sts)
    implements AutoCloseable {

  /** Assumes the role with the credentials of the environment. */
  static RoleSession of(String roleArn) {
    try (StsClient sts = StsClient.create()) {
      var keys =
          sts.assumeRole(r -> r.roleArn(roleArn).roleSessionName("access-test")).credentials();
      var credentials =
          StaticCredentialsProvider.create(
              AwsSessionCredentials.create(
                  keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
      return new RoleSession(
          DynamoDbClient.builder().credentialsProvider(credentials).build(),
          KmsClient.builder().credentialsProvider(credentials).build(),
          SqsClient.builder().credentialsProvider(credentials).build(),
          StsClient.builder().credentialsProvider(credentials).build());
    }
  }

  @Override
  public void close() {
    dynamoDb.close();
    kms.close();
    sqs.close();
    sts.close();
  }
}
