package sealedstore.items;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Work that a function does once before Lambda takes its SnapStart snapshot, so that classes are
 * loaded and code is compiled in every environment restored from it (AWS: "Lambda SnapStart runtime
 * hooks for Java").
 */
public final class Priming {

  // What a call runs once is compiled after some 200 times, its loops sooner. With three times as
  // many of either the first call after a restore was no faster.
  private static final int LOCAL_CALLS = 100;
  private static final int HANDSHAKES = 30;

  private Priming() {}

  /** What is exercised. */
  @FunctionalInterface
  public interface Exercise {
    void run() throws InvalidEvent, IOException;
  }

  /** One request of DynamoDB. */
  @FunctionalInterface
  public interface Request {
    void send(Connection connection) throws InvalidEvent, IOException;
  }

  /** What becomes of a request's connection. */
  public enum Connection {
    KEPT,
    CLOSED;

    /** Asks for it in the request's header. */
    public void configure(AwsRequestOverrideConfiguration.Builder request) {
      if (this == CLOSED) {
        request.putHeader("Connection", "close");
      }
    }
  }

  /**
   * Runs an exercise and logs what came of it. Without it the function is slower and works: it
   * never fails, because a hook that throws fails the publishing of the version.
   *
   * @param what for the log
   */
  public static void attempt(String what, Exercise exercise) {
    var log = LambdaRuntime.getLogger();
    try {
      long start = System.nanoTime();
      exercise.run();
      log.log(
          "primed: %s in %d ms".formatted(what, (System.nanoTime() - start) / 1_000_000),
          LogLevel.INFO);
    } catch (InvalidEvent | IOException | RuntimeException e) {
      // The messages of this code's own faults carry no item data; those of others might.
      String reason = e instanceof StoreFault ? ": " + e.getMessage() : "";
      log.log(
          "not primed: %s, %s%s".formatted(what, e.getClass().getSimpleName(), reason),
          LogLevel.WARN);
    }
  }

  /**
   * Attempts an exercise many times over, until one fails.
   *
   * @param what for the log
   */
  public static void attemptOften(String what, Exercise exercise) {
    attempt(
        "%s, %d times".formatted(what, LOCAL_CALLS),
        () -> {
          for (int i = 0; i < LOCAL_CALLS; i++) {
            exercise.run();
          }
        });
  }

  /**
   * Attempts full TLS handshakes with DynamoDB, each on a connection of its own: the first call
   * after a restore makes one, and a request after another only resumes a session.
   *
   * @param client region and endpoint are taken from it; an endpoint without TLS has none
   */
  public static void attemptHandshakes(DynamoDbClient client) {
    if (Handshakes.apply(client)) {
      attempt("%d TLS handshakes".formatted(HANDSHAKES), () -> Handshakes.make(HANDSHAKES, client));
    }
  }

  /**
   * Attempts a request of DynamoDB on a new connection, again on the same one, and on another new
   * one, which resumes the first one's TLS session, as the first call after a restore tries to. No
   * connection is left: in the snapshot it would be dead, and a call would find out too late.
   *
   * @param what for the log
   */
  public static void attemptRequests(String what, Request request) {
    for (var connection : List.of(Connection.KEPT, Connection.CLOSED, Connection.CLOSED)) {
      attempt(what, () -> request.send(connection));
    }
  }

  /**
   * A client that signs its requests and sends nothing.
   *
   * @param like region and overrides are taken from it
   * @param response what DynamoDB seems to answer to every request, as JSON
   */
  public static DynamoDbClient localClient(DynamoDbClient like, String response) {
    return DynamoDbClient.builder()
        .httpClient(new FixedResponse(response))
        .region(like.serviceClientConfiguration().region())
        .overrideConfiguration(like.serviceClientConfiguration().overrideConfiguration())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsSessionCredentials.create("none", "none", "none")))
        .build();
  }
}
