package sealedstore.items;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Work that a function does once before Lambda takes its SnapStart snapshot, so that classes are
 * loaded and code is compiled in every environment restored from it (AWS: "Lambda SnapStart runtime
 * hooks for Java").
 */
public final class Priming {

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
   * A client that sends nothing.
   *
   * @param like region and overrides are taken from it
   * @param response what DynamoDB seems to answer to every request, as JSON
   */
  public static DynamoDbClient localClient(DynamoDbClient like, String response) {
    return DynamoDbClient.builder()
        .httpClient(new FixedResponse(response))
        .region(like.serviceClientConfiguration().region())
        .overrideConfiguration(like.serviceClientConfiguration().overrideConfiguration())
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
