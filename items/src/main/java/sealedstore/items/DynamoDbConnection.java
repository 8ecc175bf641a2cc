package sealedstore.items;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a request of DynamoDB needs before it can be sent: an open connection and valid credentials.
 * Neither outlives a SnapStart snapshot, so a restore makes both anew before the first call asks
 * for them (AWS: "Best practices for working with Lambda SnapStart").
 *
 * <p>A connection is opened with a GetItem that carries no signature: DynamoDB refuses it, which
 * costs no capacity and needs no permission.
 */
@Singleton
public final class DynamoDbConnection {

  private static final AwsCredentialsProvider UNSIGNED = AnonymousCredentialsProvider.create();

  /** Lambda gives a restore and its hooks 10 s (AWS: "Lambda SnapStart runtime hooks for Java"). */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(3);

  private final DynamoDbClient dynamoDb;
  private final TableName table;
  private final int times;
  private final Duration longestRenewal;

  /**
   * @param dynamoDb region, endpoint and credentials are taken from it
   * @param table asked of
   */
  @Inject
  public DynamoDbConnection(DynamoDbClient dynamoDb, TableName table) {
    this(dynamoDb, table, Priming.TIMES, LONGEST_RENEWAL);
  }

  DynamoDbConnection(DynamoDbClient dynamoDb, TableName table, int times, Duration longestRenewal) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.times = times;
    this.longestRenewal = longestRenewal;
  }

  /**
   * Before the snapshot: attempts often what {@link #renew} does, and full TLS handshakes, because
   * a renewal after another only resumes a session. No connection is left: in the snapshot it would
   * be dead, and a call would find out too late.
   */
  public void prime() {
    if (Handshakes.apply(dynamoDb)) {
      Priming.attemptOften("TLS handshake", times, () -> Handshakes.make(dynamoDb));
    }
    Priming.attemptOften("connection and credentials renewed", times, this::renewNow);
    Priming.attempt("no connection kept", () -> ask(Priming.Connection.CLOSED));
  }

  /**
   * After the restore: opens the connection that the first call will use, and renews the
   * credentials. It never fails and waits three seconds for DynamoDB at most, because a hook that
   * throws or lasts fails the restore; what it could not do, the first call does itself.
   */
  public void renew() {
    try {
      renewNow();
    } catch (RuntimeException e) {
      warn(e);
    }
  }

  private static void warn(Throwable reason) {
    // Without its message, which may be anybody's.
    LambdaRuntime.getLogger()
        .log(
            "connection and credentials not renewed: " + reason.getClass().getSimpleName(),
            LogLevel.WARN);
  }

  private void renewNow() {
    ask(Priming.Connection.KEPT);
    dynamoDb.serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
  }

  private void ask(Priming.Connection connection) {
    try {
      dynamoDb.getItem(
          get ->
              get.tableName(table.value())
                  .key(Map.of(Attributes.ID, AttributeValue.fromS(ItemId.PRIMING.value())))
                  .overrideConfiguration(
                      way ->
                          way.credentialsProvider(UNSIGNED)
                              .apiCallTimeout(longestRenewal)
                              .headers(connection.headers())));
    } catch (AwsServiceException e) {
      // Refused, as it must be: that takes a connection.
    }
  }
}
