package sealedstore.items.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static sealedstore.items.testing.FaultyDynamoDb.RESET_BEFORE;
import static sealedstore.items.testing.FaultyDynamoDb.WORKS;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import sealedstore.items.dynamodb.CallLimits;
import sealedstore.items.event.Answer;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.fault.MissingSetting;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.item.ItemId;
import sealedstore.items.testing.FaultyDynamoDb;
import sealedstore.items.testing.FaultyDynamoDb.Attempt;
import sealedstore.items.testing.Invocation;
import sealedstore.items.testing.TableDouble;
import sealedstore.items.testing.TestContext;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class CallLogTest {

  private static final Map<String, AttributeValue> ITEM =
      Map.of("id", AttributeValue.fromS("order-7"));

  private static final FaultyDynamoDb DYNAMO_DB = new FaultyDynamoDb();
  private static final ApplicationContext CONTEXT =
      TestContext.start(DYNAMO_DB.endpoint(), CallLimits.DEFAULT);

  private final List<String> lines = new ArrayList<>();
  private final CallLog log = new CallLog();

  @AfterAll
  static void stop() {
    CONTEXT.close();
    DYNAMO_DB.close();
  }

  @Test
  void oneLineACallSaysWhatCameOfItAndNothingOfTheItem() throws IOException {
    log.around(context(), () -> Answer.missing());
    Answer answer = log.around(context(), () -> Answer.item(ITEM));

    assertThat(lines).hasSize(2).noneMatch(line -> line.contains("order-7"));
    JsonNode line = line(1);
    assertThat(fields(line))
        .containsExactly("timestamp", "level", "outcome", "function", "requestId", "bytes");
    assertThat(Instant.parse(line.get("timestamp").textValue()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(line.get("level").textValue()).isEqualTo("INFO");
    assertThat(line.get("outcome").textValue()).isEqualTo("Found");
    assertThat(line.get("function").textValue()).isEqualTo("acme-dev-function");
    assertThat(line.get("requestId").textValue()).isEqualTo("request-1");
    assertThat(line.get("bytes").intValue()).isEqualTo(answer.body().length);
  }

  @Test
  void refusedEventsAreWarningsAndConflictsAndDeletesAreNot() throws IOException {
    log.around(context(), () -> Answer.invalid(new InvalidEvent("id: must be a string")));
    log.around(context(), () -> Answer.tooLarge(409_601));
    log.around(context(), Answer::exists);
    log.around(context(), Answer::changed);
    log.around(context(), () -> Answer.deleted(new ItemId("order-7")));

    assertThat(List.of(line(0), line(1), line(2), line(3), line(4)))
        .extracting(line -> line.get("outcome").textValue(), line -> line.get("level").textValue())
        .containsExactly(
            tuple("InvalidEvent", "WARN"),
            tuple("ItemTooLarge", "WARN"),
            tuple("ItemExists", "INFO"),
            tuple("ItemChanged", "INFO"),
            tuple("Deleted", "INFO"));
    assertThat(lines)
        .noneMatch(
            line -> line.contains("bytes") || line.contains("must be") || line.contains("order-7"));
  }

  @Test
  void aCallThatFailsIsLoggedByItsErrorTypeAndFails() throws IOException {
    assertThatExceptionOfType(MissingSetting.class)
        .isThrownBy(
            () ->
                log.around(
                    context(),
                    () -> {
                      throw new MissingSetting("order-7");
                    }));

    assertThat(line(0).get("outcome").textValue()).isEqualTo("MissingSetting");
    assertThat(line(0).get("level").textValue()).isEqualTo("ERROR");
    assertThat(lines).noneMatch(line -> line.contains("order-7"));
  }

  /** Outside of SnapStart. That a restored environment says so is tried on the deployed stack. */
  @Test
  void anEnvironmentsFirstCallSaysHowItStarted() throws IOException {
    log.around(context(), Answer::missing);
    log.around(context(), Answer::missing);

    assertThat(line(0).get("start").textValue()).isEqualTo("init");
    assertThat(line(1).has("start")).isFalse();
  }

  @Test
  void triesAndTimeOfTheCallOfDynamoDbAreCounted() throws IOException {
    Duration wait = Duration.ofMillis(200);

    JsonNode line = callDynamoDb(RESET_BEFORE, FaultyDynamoDb.slow(wait));

    assertThat(line.get("attempts").intValue()).isEqualTo(DYNAMO_DB.attempted()).isGreaterThan(1);
    assertThat(line.get("dynamoDbMs").doubleValue()).isGreaterThanOrEqualTo(wait.toMillis());
    assertThat(line.get("dynamoDbMs").asText()).matches("[0-9]+\\.[0-9]{1,3}");
  }

  @Test
  void triesAndTimeAreCountedWhenTheCallFails() throws IOException {
    JsonNode line = callDynamoDb(RESET_BEFORE);

    assertThat(line.get("outcome").textValue()).isEqualTo("StoreFailure");
    assertThat(line.get("attempts").intValue()).isEqualTo(CallLimits.DEFAULT.attempts());
    assertThat(line.get("dynamoDbMs").doubleValue()).isPositive();
  }

  @Test
  void aCallThatNeedsOneTrySaysSo() throws IOException {
    callDynamoDb(WORKS);

    assertThat(callDynamoDb(WORKS).get("attempts").intValue()).isEqualTo(1);
  }

  private JsonNode callDynamoDb(Attempt... attempts) throws IOException {
    DYNAMO_DB.begin(new TableDouble(), List.of(attempts));
    var client = CONTEXT.getBean(DynamoDbClient.class);
    try {
      log.around(context(), () -> get(client));
    } catch (StoreFault fault) {
      // The line is what counts.
    }
    return line(lines.size() - 1);
  }

  private static Answer get(DynamoDbClient client) {
    try {
      client.getItem(r -> r.tableName("acme-dev-items").key(ITEM));
      return Answer.missing();
    } catch (SdkException e) {
      throw StoreFault.of(e);
    }
  }

  private Context context() {
    return Invocation.context("request-1", lines::add);
  }

  private JsonNode line(int index) throws IOException {
    return Invocation.json(lines.get(index));
  }

  private static List<String> fields(JsonNode line) {
    var names = new ArrayList<String>();
    line.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
