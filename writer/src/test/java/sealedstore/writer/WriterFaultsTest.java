package sealedstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sealedstore.items.testing.FaultyDynamoDb.GARBAGE;
import static sealedstore.items.testing.FaultyDynamoDb.NOT_JSON;
import static sealedstore.items.testing.FaultyDynamoDb.RESET_AFTER;
import static sealedstore.items.testing.FaultyDynamoDb.RESET_BEFORE;
import static sealedstore.items.testing.FaultyDynamoDb.WORKS;
import static sealedstore.items.testing.FaultyDynamoDb.error;
import static sealedstore.items.testing.FaultyDynamoDb.slow;
import static sealedstore.items.testing.Invocation.invoke;
import static sealedstore.items.testing.TestContext.LIMITS;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sealedstore.items.dynamodb.CallLimits;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.fault.StoreTimeout;
import sealedstore.items.testing.FaultyDynamoDb;
import sealedstore.items.testing.FaultyDynamoDb.Attempt;
import sealedstore.items.testing.Invocation.Result;
import sealedstore.items.testing.TableDouble;
import sealedstore.items.testing.TestContext;

class WriterFaultsTest {

  private static final String SENTINEL = "SENTINEL-5d1c";
  private static final String EVENT =
      "{\"id\": \"%1$s\", \"data\": {\"%1$s\": \"%1$s\"}, \"ifAbsent\": true}".formatted(SENTINEL);

  private static final Attempt THROTTLED =
      error(400, "ProvisionedThroughputExceededException", SENTINEL);
  private static final Attempt INTERNAL = error(500, "InternalServerError", SENTINEL);
  private static final Attempt TOO_SLOW = slow(LIMITS.attempt().plus(Duration.ofMillis(500)));

  private final TableDouble table = new TableDouble();

  private static final FaultyDynamoDb DYNAMO_DB = new FaultyDynamoDb();
  private static final ApplicationContext CONTEXT = TestContext.start(DYNAMO_DB.endpoint(), LIMITS);

  /** Later attempts are timed, and must not have to load the SDK's classes. */
  @BeforeAll
  static void warmUp() {
    try (var context = TestContext.start(DYNAMO_DB.endpoint(), CallLimits.DEFAULT)) {
      invoke(new WriterHandler(context), "{}");
    }
  }

  @AfterAll
  static void stop() {
    CONTEXT.close();
    DYNAMO_DB.close();
  }

  static List<List<Attempt>> passing() {
    return List.of(
        List.of(THROTTLED, THROTTLED, WORKS),
        List.of(INTERNAL, WORKS),
        List.of(error(503, "ServiceUnavailable", SENTINEL), WORKS),
        List.of(error(500, "InternalServerError", "KMS internal error: x"), WORKS),
        List.of(RESET_BEFORE, WORKS),
        List.of(RESET_AFTER, WORKS),
        List.of(GARBAGE, WORKS),
        List.of(TOO_SLOW, WORKS));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aFaultThatPassesEndsInOneItemAndSuccess(List<Attempt> attempts) {
    assertThat(write(attempts, attempts.size()).statusCode()).isEqualTo(200);
    assertThat(table.items).containsOnlyKeys(SENTINEL);
  }

  static Object[][] lasting() {
    return new Object[][] {
      {THROTTLED, "Throttled", false, LIMITS.attempts()},
      {INTERNAL, "StoreFailure", false, LIMITS.attempts()},
      {RESET_BEFORE, "StoreFailure", false, LIMITS.attempts()},
      {RESET_AFTER, "StoreFailure", true, LIMITS.attempts()},
      {GARBAGE, "StoreFailure", true, LIMITS.attempts()},
      {NOT_JSON, "StoreFailure", true, LIMITS.attempts()},
      {TOO_SLOW, "StoreTimeout", true, LIMITS.attempts()},
      {error(400, "ValidationException", "KMS key disabled error: x"), "KeyUnavailable", false, 1},
      {
        error(400, "AccessDeniedException", "KMS key access denied error: x"),
        "KeyUnavailable",
        false,
        1
      },
      {
        error(500, "InternalServerError", "KMS internal error: x"),
        "StoreFailure",
        false,
        LIMITS.attempts()
      },
      {error(400, "AccessDeniedException", SENTINEL), "AccessDenied", false, 1},
      {error(400, "ResourceNotFoundException", SENTINEL), "TableMissing", false, 1},
      {error(400, "ValidationException", SENTINEL), "StoreFailure", false, 1},
    };
  }

  /** An item may be stored though the call failed: then repeating the event is safe. */
  @ParameterizedTest
  @MethodSource("lasting")
  void aFaultThatLastsFailsTheInvocationWithItsType(
      Attempt attempt, String type, boolean stored, int attempts) {
    assertThatExceptionOfType(StoreFault.class)
        .isThrownBy(() -> write(List.of(attempt), attempts))
        .satisfies(fault -> assertThat(fault.getClass().getSimpleName()).isEqualTo(type))
        .withMessageContaining("attempts: " + attempts)
        .withMessageNotContaining(SENTINEL)
        .withNoCause();
    assertThat(table.items.containsKey(SENTINEL)).isEqualTo(stored);

    if (stored) {
      assertThat(write(List.of(WORKS), 1).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theCallEndsAtItsLimitThoughAttemptsAreLeft() {
    var limits =
        new CallLimits(
            100,
            LIMITS.attempt(),
            LIMITS.attempt().multipliedBy(3).dividedBy(2),
            LIMITS.firstWait(),
            LIMITS.throttledWait());
    DYNAMO_DB.begin(table, List.of(TOO_SLOW));
    try (var context = TestContext.start(DYNAMO_DB.endpoint(), limits)) {
      var handler = new WriterHandler(context);

      assertThatExceptionOfType(StoreTimeout.class)
          .isThrownBy(() -> invoke(handler, EVENT, "request-1"));
      assertThat(DYNAMO_DB.attempted()).isEqualTo(2);
    }
  }

  @Test
  void anItemThatDynamoDbFindsTooLargeIsTheCallersFault() {
    var result =
        write(
            List.of(
                error(
                    400, "ValidationException", "Item size has exceeded the maximum allowed size")),
            1);

    assertThat(result.statusCode()).isEqualTo(413);
    assertThat(table.items).isEmpty();
  }

  private Result write(List<Attempt> attempts, int expectedAttempts) {
    DYNAMO_DB.begin(table, attempts);
    try {
      return invoke(new WriterHandler(CONTEXT), EVENT, "request-1");
    } finally {
      assertThat(DYNAMO_DB.attempted()).isEqualTo(expectedAttempts);
    }
  }
}
