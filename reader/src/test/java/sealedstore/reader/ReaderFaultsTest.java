package sealedstore.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sealedstore.items.testing.FaultyDynamoDb.GARBAGE;
import static sealedstore.items.testing.FaultyDynamoDb.NOT_JSON;
import static sealedstore.items.testing.FaultyDynamoDb.RESET_AFTER;
import static sealedstore.items.testing.FaultyDynamoDb.WORKS;
import static sealedstore.items.testing.FaultyDynamoDb.error;
import static sealedstore.items.testing.FaultyDynamoDb.slow;
import static sealedstore.items.testing.Invocation.invoke;
import static sealedstore.items.testing.Invocation.json;
import static sealedstore.items.testing.TestContext.LIMITS;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sealedstore.items.dynamodb.CallLimits;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.testing.FaultyDynamoDb;
import sealedstore.items.testing.FaultyDynamoDb.Attempt;
import sealedstore.items.testing.Invocation.Result;
import sealedstore.items.testing.TableDouble;
import sealedstore.items.testing.TestContext;

class ReaderFaultsTest {

  private static final String SENTINEL = "SENTINEL-91be";
  private static final String EVENT = "{\"id\": \"" + SENTINEL + "\"}";

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
      invoke(new ReaderHandler(context), "{}");
    }
  }

  @AfterAll
  static void stop() {
    CONTEXT.close();
    DYNAMO_DB.close();
  }

  @BeforeEach
  void anItem() throws IOException {
    table.items.put(SENTINEL, json("{\"id\": {\"S\": \"" + SENTINEL + "\"}}"));
  }

  static List<List<Attempt>> passing() {
    return List.of(
        List.of(THROTTLED, THROTTLED, WORKS),
        List.of(INTERNAL, WORKS),
        List.of(RESET_AFTER, WORKS),
        List.of(TOO_SLOW, WORKS));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aFaultThatPassesEndsInTheItem(List<Attempt> attempts) {
    assertThat(read(attempts, attempts.size()).body().get("id").textValue()).isEqualTo(SENTINEL);
  }

  static Object[][] lasting() {
    return new Object[][] {
      {THROTTLED, "Throttled", LIMITS.attempts()},
      {INTERNAL, "StoreFailure", LIMITS.attempts()},
      {RESET_AFTER, "StoreFailure", LIMITS.attempts()},
      {GARBAGE, "StoreFailure", LIMITS.attempts()},
      {NOT_JSON, "StoreFailure", LIMITS.attempts()},
      {TOO_SLOW, "StoreTimeout", LIMITS.attempts()},
      {error(400, "ValidationException", "KMS key disabled error: x"), "KeyUnavailable", 1},
      {
        error(500, "InternalServerError", "KMS internal error: x"),
        "StoreFailure",
        LIMITS.attempts()
      },
      {answer("{\"id\": null}"), "StoreFailure", 1},
      {answer("{\"expiresAt\": {\"N\": \"" + SENTINEL + "\"}}"), "StoreFailure", 1},
      {answer("{\"data\": {\"M\": {\"a\": {\"L\": [null]}}}}"), "StoreFailure", 1},
      {error(400, "AccessDeniedException", SENTINEL), "AccessDenied", 1},
      {error(400, "ResourceNotFoundException", SENTINEL), "TableMissing", 1},
    };
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void aFaultThatLastsFailsTheInvocationAndIsNeverAMissingItem(
      Attempt attempt, String type, int attempts) {
    assertThatExceptionOfType(StoreFault.class)
        .isThrownBy(() -> read(List.of(attempt), attempts))
        .satisfies(fault -> assertThat(fault.getClass().getSimpleName()).isEqualTo(type))
        .withMessageNotContaining(SENTINEL)
        .withNoCause();
  }

  private static Attempt answer(String item) {
    return table -> WireMock.ok("{\"Item\": " + item + "}");
  }

  private Result read(List<Attempt> attempts, int expectedAttempts) {
    DYNAMO_DB.begin(table, attempts);
    try {
      return invoke(new ReaderHandler(CONTEXT), EVENT);
    } finally {
      assertThat(DYNAMO_DB.attempted()).isEqualTo(expectedAttempts);
    }
  }
}
