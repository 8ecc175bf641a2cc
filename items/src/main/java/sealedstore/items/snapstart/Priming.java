package sealedstore.items.snapstart;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.fault.StoreFault;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs rehearsals before the snapshot. A rehearsal that fails is logged and fails nothing. */
final class Priming {

  // HotSpot checks a method without a loop at every 128th call (Tier0InvokeNotifyFreqLog) and
  // compiles it after 200 calls (Tier3InvocationThreshold): at the 256th call, or at the 384th if
  // the method was first called late.
  static final int TIMES = 400;

  /** Lambda gives init and its hooks 130 s (AWS: "Lambda SnapStart runtime hooks for Java"). */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Priming() {}

  /**
   * Runs a rehearsal and logs its result. It never throws: a hook that throws fails the publishing
   * of the version, and without the rehearsal the function is only slower.
   *
   * @param what for the log
   */
  static void attempt(String what, Rehearsal rehearsal) {
    var log = LambdaRuntime.getLogger();
    try {
      long start = System.nanoTime();
      rehearsal.run();
      log.log(
          "primed: %s in %d ms".formatted(what, (System.nanoTime() - start) / 1_000_000),
          LogLevel.INFO);
    } catch (InvalidEvent | IOException | RuntimeException e) {
      // Type only: a foreign message may quote an item. A StoreFault's message never does.
      String reason = e instanceof StoreFault ? ": " + e.getMessage() : "";
      log.log(
          "not primed: %s, %s%s".formatted(what, e.getClass().getSimpleName(), reason),
          LogLevel.WARN);
    }
  }

  /**
   * Runs a rehearsal 400 times, until it fails or 20 s have passed, with a client that signs its
   * requests and sends nothing.
   *
   * @param what for the log
   * @param like gives region and override configuration
   * @param response the answer to every request, as JSON
   * @param rehearsal takes the client
   */
  static void attemptLocally(
      String what,
      DynamoDbClient like,
      String response,
      Function<DynamoDbClient, Rehearsal> rehearsal) {
    attempt(
        oftenLogged(what, TIMES),
        () -> {
          // Closed, so that its threads and timers are not in the snapshot.
          try (var client = localClient(like, response)) {
            repeat(TIMES, LONGEST, rehearsal.apply(client));
          }
        });
  }

  /**
   * Runs a rehearsal many times, until it fails or 20 s have passed.
   *
   * @param what for the log
   */
  static void attemptOften(String what, int times, Rehearsal rehearsal) {
    attempt(oftenLogged(what, times), () -> repeat(times, LONGEST, rehearsal));
  }

  static void repeat(int times, Duration longest, Rehearsal rehearsal)
      throws InvalidEvent, IOException {
    long start = System.nanoTime();
    for (int i = 0; i < times && System.nanoTime() - start < longest.toNanos(); i++) {
      rehearsal.run();
    }
  }

  private static String oftenLogged(String what, int times) {
    return "%s, up to %d times".formatted(what, times);
  }

  /**
   * Sends a request to DynamoDB on a new connection, on the same one again, and on another new one.
   * It leaves no connection open: a connection in the snapshot is dead after the restore, and the
   * first call would fail on it and retry.
   *
   * @param what for the log
   */
  static void attemptRequests(String what, PrimingRequest request) {
    for (var connection : List.of(Connection.KEPT, Connection.CLOSED, Connection.CLOSED)) {
      attempt(what, () -> send(request, connection));
    }
  }

  private static void send(PrimingRequest request, RequestOptions options)
      throws InvalidEvent, IOException {
    try {
      request.send(options);
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
