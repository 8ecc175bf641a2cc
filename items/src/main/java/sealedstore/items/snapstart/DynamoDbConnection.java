package sealedstore.items.snapstart;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.time.Duration;
import sealedstore.items.event.InvalidEvent;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a request to DynamoDB needs before it is sent: an open connection and valid credentials.
 * Neither survives a SnapStart snapshot, so a restore renews both before the first call needs them
 * (AWS: "Best practices for working with Lambda SnapStart").
 *
 * <p>The request that opens a connection is the one that calls send, without a signature. DynamoDB
 * refuses it, which costs no capacity and needs no permission; and the code that the first call
 * runs has just run.
 */
final class DynamoDbConnection {

  private static final AwsCredentialsProvider UNSIGNED = AnonymousCredentialsProvider.create();

  /** Lambda gives a restore and its hooks 10 s (AWS: "Lambda SnapStart runtime hooks for Java"). */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(3);

  private final DynamoDbClient dynamoDb;
  private final int times;
  private final Duration longestRenewal;

  /**
   * @param dynamoDb the client that calls use
   */
  DynamoDbConnection(DynamoDbClient dynamoDb) {
    this(dynamoDb, Priming.TIMES, LONGEST_RENEWAL);
  }

  DynamoDbConnection(DynamoDbClient dynamoDb, int times, Duration longestRenewal) {
    this.dynamoDb = dynamoDb;
    this.times = times;
    this.longestRenewal = longestRenewal;
  }

  /**
   * Before the snapshot: rehearses what {@link #renew} does, and full TLS handshakes, because every
   * renewal but the first only resumes a TLS session. It leaves no connection open.
   *
   * @param request the request that a call sends
   */
  void prime(PrimingRequest request) {
    if (Handshakes.usesTls(dynamoDb)) {
      Priming.attemptOften("TLS handshake", times, () -> Handshakes.perform(dynamoDb));
    }
    Priming.attemptOften("connection and credentials renewed", times, () -> renewNow(request));
    Priming.attempt("no connection kept", () -> sendUnsigned(request, Connection.CLOSED));
  }

  /**
   * After the restore: opens the connection that the first call will use, and renews the
   * credentials. It never throws and waits for DynamoDB at most 3 s, because a hook that throws or
   * takes over 10 s fails the restore. What it cannot do, the first call does.
   *
   * @param request the request that a call sends
   */
  void renew(PrimingRequest request) {
    try {
      renewNow(request);
    } catch (InvalidEvent | IOException | RuntimeException e) {
      // Type only: a foreign message may quote an item.
      LambdaRuntime.getLogger()
          .log(
              "connection and credentials not renewed: " + e.getClass().getSimpleName(),
              LogLevel.WARN);
    }
  }

  private void renewNow(PrimingRequest request) throws InvalidEvent, IOException {
    sendUnsigned(request, Connection.KEPT);
    dynamoDb.serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
  }

  private void sendUnsigned(PrimingRequest request, Connection connection)
      throws InvalidEvent, IOException {
    try {
      request.send(
          options -> {
            connection.accept(options);
            options.credentialsProvider(UNSIGNED).apiCallTimeout(longestRenewal);
          });
    } catch (AwsServiceException e) {
      // Expected: DynamoDB has refused the request, so the connection is open.
    }
  }
}
