package sealedstore.items.snapstart;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import sealedstore.items.event.InvalidEvent;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a request of DynamoDB needs before it can be sent: an open connection and valid credentials.
 * Neither outlives a SnapStart snapshot, so a restore makes both anew before the first call asks
 * for them (AWS: "Best practices for working with Lambda SnapStart").
 *
 * <p>A connection is opened with the request that calls make, without a signature: DynamoDB refuses
 * it, which costs no capacity and needs no permission, and nearly all that the call runs has just
 * run.
 */
@Singleton
public final class DynamoDbConnection {

  private static final AwsCredentialsProvider UNSIGNED = AnonymousCredentialsProvider.create();

  /** Lambda gives a restore and its hooks 10 s (AWS: "Lambda SnapStart runtime hooks for Java"). */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(3);

  private final DynamoDbClient dynamoDb;
  private final int times;
  private final Duration longestRenewal;

  /**
   * @param dynamoDb region, endpoint and credentials are taken from it
   */
  @Inject
  public DynamoDbConnection(DynamoDbClient dynamoDb) {
    this(dynamoDb, Priming.TIMES, LONGEST_RENEWAL);
  }

  DynamoDbConnection(DynamoDbClient dynamoDb, int times, Duration longestRenewal) {
    this.dynamoDb = dynamoDb;
    this.times = times;
    this.longestRenewal = longestRenewal;
  }

  /**
   * Before the snapshot: attempts often what {@link #renew} does, and full TLS handshakes, because
   * a renewal after another only resumes a session. No connection is left: in the snapshot it would
   * be dead, and a call would find out too late.
   *
   * @param request that a call makes
   */
  public void prime(Priming.Request request) {
    if (Handshakes.apply(dynamoDb)) {
      Priming.attemptOften("TLS handshake", times, () -> Handshakes.make(dynamoDb));
    }
    Priming.attemptOften("connection and credentials renewed", times, () -> renewNow(request));
    Priming.attempt("no connection kept", () -> ask(request, Priming.Connection.CLOSED));
  }

  /**
   * After the restore: opens the connection that the first call will use, and renews the
   * credentials. It never fails and waits three seconds for DynamoDB at most, because a hook that
   * throws or lasts fails the restore; what it could not do, the first call does itself.
   *
   * @param request that a call makes
   */
  public void renew(Priming.Request request) {
    try {
      renewNow(request);
    } catch (InvalidEvent | IOException | RuntimeException e) {
      // Without its message, which may be anybody's.
      LambdaRuntime.getLogger()
          .log(
              "connection and credentials not renewed: " + e.getClass().getSimpleName(),
              LogLevel.WARN);
    }
  }

  private void renewNow(Priming.Request request) throws InvalidEvent, IOException {
    ask(request, Priming.Connection.KEPT);
    dynamoDb.serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
  }

  private void ask(Priming.Request request, Priming.Connection connection)
      throws InvalidEvent, IOException {
    try {
      request.send(
          way -> {
            connection.accept(way);
            way.credentialsProvider(UNSIGNED).apiCallTimeout(longestRenewal);
          });
    } catch (AwsServiceException e) {
      // Refused, as it must be: that takes a connection.
    }
  }
}
