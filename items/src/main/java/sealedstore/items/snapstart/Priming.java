package sealedstore.items.snapstart;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.fault.StoreFault;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Work that a function does once before Lambda takes its SnapStart snapshot, so that classes are
 * loaded and code is compiled in every environment restored from it (AWS: "Lambda SnapStart runtime
 * hooks for Java").
 */
public final class Priming {

  // HotSpot looks at each 128th call of a method without a loop (Tier0InvokeNotifyFreqLog), and
  // compiles it from the 200th on (Tier3InvocationThreshold): at the 256th, or a late one at the
  // 384th.
  static final int TIMES = 400;

  /** Lambda gives init and its hooks 130 s (AWS: "Lambda SnapStart runtime hooks for Java"). */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Priming() {}

  /** What is exercised. */
  @FunctionalInterface
  public interface Exercise {
    void run() throws InvalidEvent, IOException;
  }

  /** The request of DynamoDB that a call makes, for the priming id and with no effect. */
  @FunctionalInterface
  public interface Request {
    /**
     * @throws SdkException if DynamoDB did not answer, or refused it
     */
    void send(Way way) throws InvalidEvent, IOException;
  }

  /** How a request is sent. */
  @FunctionalInterface
  public interface Way extends Consumer<AwsRequestOverrideConfiguration.Builder> {}

  /** What becomes of a request's connection. */
  enum Connection implements Way {
    KEPT(Map.of()),
    CLOSED(Map.of("Connection", List.of("close")));

    private final Map<String, List<String>> headers;

    Connection(Map<String, List<String>> headers) {
      this.headers = headers;
    }

    @Override
    public void accept(AwsRequestOverrideConfiguration.Builder way) {
      way.headers(headers);
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
   * Attempts an exercise many times over, until one fails or 20 s have passed, with a client that
   * signs its requests and sends nothing.
   *
   * @param what for the log
   * @param like region and overrides are taken from it
   * @param response what DynamoDB seems to answer to every request, as JSON
   * @param exercise is given the client
   */
  public static void attemptLocally(
      String what,
      DynamoDbClient like,
      String response,
      Function<DynamoDbClient, Exercise> exercise) {
    attempt(
        oftenLogged(what, TIMES),
        () -> {
          // Closed, or its threads and the timers of its calls would be in the snapshot.
          try (var client = localClient(like, response)) {
            repeat(TIMES, LONGEST, exercise.apply(client));
          }
        });
  }

  /**
   * Attempts an exercise many times over, until one fails or 20 s have passed.
   *
   * @param what for the log
   */
  static void attemptOften(String what, int times, Exercise exercise) {
    attempt(oftenLogged(what, times), () -> repeat(times, LONGEST, exercise));
  }

  static void repeat(int times, Duration longest, Exercise exercise)
      throws InvalidEvent, IOException {
    long start = System.nanoTime();
    for (int i = 0; i < times && System.nanoTime() - start < longest.toNanos(); i++) {
      exercise.run();
    }
  }

  private static String oftenLogged(String what, int times) {
    return "%s, up to %d times".formatted(what, times);
  }

  /**
   * Attempts a request of DynamoDB on a new connection, again on the same one, and on another new
   * one. No connection is left: in the snapshot it would be dead, and a call would find out too
   * late.
   *
   * @param what for the log
   */
  public static void attemptRequests(String what, Request request) {
    for (var connection : List.of(Connection.KEPT, Connection.CLOSED, Connection.CLOSED)) {
      attempt(what, () -> send(request, connection));
    }
  }

  private static void send(Request request, Way way) throws InvalidEvent, IOException {
    try {
      request.send(way);
    } catch (SdkException e) {
      throw StoreFault.of(e);
    }
  }

  private static DynamoDbClient localClient(DynamoDbClient like, String response) {
    return DynamoDbClient.builder()
        .httpClient(new FixedResponse(response))
        .region(like.serviceClientConfiguration().region())
        .overrideConfiguration(like.serviceClientConfiguration().overrideConfiguration())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsSessionCredentials.create("none", "none", "none")))
        .build();
  }
}
