package sealedstore.items;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a request of DynamoDB needs before it can be sent: an open connection and valid credentials.
 * Neither outlives a SnapStart snapshot, so a restore makes both anew before the first call asks
 * for them (AWS: "Best practices for working with Lambda SnapStart").
 *
 * <p>A connection is opened by asking DynamoDB's endpoint for its health, with a plain GET: that
 * costs no capacity and needs no permission.
 */
@Singleton
public final class DynamoDbConnection {

  /** Lambda gives a restore and its hooks 10 s (AWS: "Lambda SnapStart runtime hooks for Java"). */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(3);

  private final DynamoDbClient dynamoDb;
  private final SdkHttpClient http;
  private final int times;
  private final Duration longestRenewal;

  /**
   * @param dynamoDb region, endpoint and credentials are taken from it
   * @param http what carries its requests
   */
  @Inject
  public DynamoDbConnection(DynamoDbClient dynamoDb, SdkHttpClient http) {
    this(dynamoDb, http, Priming.TIMES, LONGEST_RENEWAL);
  }

  DynamoDbConnection(
      DynamoDbClient dynamoDb, SdkHttpClient http, int times, Duration longestRenewal) {
    this.dynamoDb = dynamoDb;
    this.http = http;
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
    Priming.attempt(
        "the renewal after a restore",
        () -> {
          renew();
          ask(Priming.Connection.CLOSED);
        });
  }

  /**
   * After the restore: opens the connection that the first call will use, and renews the
   * credentials. It never fails and takes at most three seconds, because a hook that throws or
   * lasts fails the restore; what it could not do, the first call does itself.
   */
  public void renew() {
    var renewal =
        ForkJoinPool.commonPool()
            .submit(
                () -> {
                  renewNow();
                  return null;
                });
    try {
      renewal.get(longestRenewal.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      warn(e.getCause());
    } catch (TimeoutException e) {
      warn(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void warn(Throwable reason) {
    // Without its message, which may be anybody's.
    LambdaRuntime.getLogger()
        .log(
            "connection and credentials not renewed: " + reason.getClass().getSimpleName(),
            LogLevel.WARN);
  }

  private void renewNow() throws IOException {
    ask(Priming.Connection.KEPT);
    dynamoDb.serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
  }

  private void ask(Priming.Connection connection) throws IOException {
    var get =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(Handshakes.endpoint(dynamoDb))
            .headers(connection.headers())
            .build();
    var answer = http.prepareRequest(HttpExecuteRequest.builder().request(get).build()).call();
    if (answer.responseBody().isPresent()) {
      // Read to its end: only then can the connection be used again.
      try (var body = answer.responseBody().get()) {
        body.transferTo(OutputStream.nullOutputStream());
      }
    }
  }
}
