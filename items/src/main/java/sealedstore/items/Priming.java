package sealedstore.items;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
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

  /** For a request after which its connection would only be dead weight in the snapshot. */
  public static void closeConnection(AwsRequestOverrideConfiguration.Builder request) {
    request.putHeader("Connection", "close");
  }

  /**
   * A client that sends nothing.
   *
   * @param like the region is taken from it
   * @param response what DynamoDB seems to answer to every request, as JSON
   */
  public static DynamoDbClient localClient(DynamoDbClient like, String response) {
    return DynamoDbClient.builder()
        .httpClient(new FixedResponse(response))
        .region(like.serviceClientConfiguration().region())
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
