package sealedstore.items.snapstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sealedstore.items.dynamodb.CallLimits;
import sealedstore.items.event.Answer;
import sealedstore.items.event.InvalidEvent;
import sealedstore.items.log.CallLog;
import sealedstore.items.testing.Printed;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class PrimingTest {

  private static final String SENTINEL = "SENTINEL-7c1e";

  private static final DynamoDbClient LIKE =
      DynamoDbClient.builder()
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .httpClient(new FixedResponse("{}"))
          .overrideConfiguration(settings -> settings.apiCallTimeout(CallLimits.DEFAULT.call()))
          .build();

  @RegisterExtension private final Printed printed = new Printed();

  @Test
  void whatWorksIsLogged() {
    Priming.attempt("GetItem", () -> {});

    assertThat(printed.toString()).contains("primed: GetItem in ").doesNotContain("not primed");
  }

  @Test
  void whatFailsIsLoggedWithoutTheMessageOfOthers() {
    Priming.attempt(
        "GetItem",
        () -> {
          throw new IllegalStateException(SENTINEL);
        });

    assertThat(printed.toString())
        .contains("not primed: GetItem, IllegalStateException")
        .doesNotContain(SENTINEL);
  }

  @Test
  void whatFailsInTheStoreIsLoggedWithItsReason() {
    Priming.attemptRequests(
        "GetItem",
        options -> {
          throw (DynamoDbException) DynamoDbException.builder().build();
        });

    assertThat(printed.toString()).contains("not primed: GetItem, StoreFailure: DynamoDB");
  }

  @Test
  void whatIsAttemptedLocallyRunsOftenAndIsLoggedOnce() {
    var runs = new AtomicInteger();
    Priming.attemptLocally("a read", LIKE, "{}", client -> runs::incrementAndGet);

    assertThat(runs).hasValue(400);
    assertThat(printed.toString()).containsOnlyOnce("primed: a read, up to 400 times in ");
  }

  @Test
  void whatIsAttemptedLocallyEndsWithItsFirstFault() {
    var runs = new AtomicInteger();
    Priming.attemptLocally(
        "a read",
        LIKE,
        "{}",
        client ->
            () -> {
              if (runs.incrementAndGet() == 2) {
                throw new IOException(SENTINEL);
              }
            });

    assertThat(runs).hasValue(2);
    assertThat(printed.toString())
        .containsOnlyOnce("not primed: a read, up to 400 times, IOException")
        .doesNotContain(SENTINEL);
  }

  @Test
  void localClientAnswersWithTheGivenResponseAndNoNetwork() {
    Priming.attemptLocally(
        "a read",
        LIKE,
        "{\"Item\": {\"id\": {\"S\": \"a\"}}}",
        client ->
            () -> {
              var found = client.getItem(get -> get.tableName("t").key(Map.of("id", value("b"))));
              assertThat(found.item()).isEqualTo(Map.of("id", value("a")));
              assertThat(client.serviceClientConfiguration().region())
                  .isEqualTo(Region.EU_CENTRAL_1);
            });

    assertThat(printed.toString()).contains("primed: a read").doesNotContain("not primed");
  }

  @Test
  void whatLastsTooLongEndsEarly() throws InvalidEvent, IOException {
    var runs = new AtomicInteger();
    Priming.repeat(
        1_000,
        Duration.ofMillis(20),
        () -> {
          runs.incrementAndGet();
          LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        });

    assertThat(runs.get()).isBetween(1, 999);
  }

  @Test
  void localClientIsClosedWithItsTimers() {
    var given = new AtomicReference<DynamoDbClient>();
    Priming.attemptLocally(
        "a read",
        LIKE,
        "{}",
        client -> {
          given.set(client);
          return () -> {};
        });

    assertThatThrownBy(() -> given.get().getItem(get -> get.tableName("t").key(Map.of())))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void requestsGoOverANewConnectionTheSameAndANewOneWhateverFails() {
    var connections = new ArrayList<RequestOptions>();
    Priming.attemptRequests(
        "GetItem",
        connection -> {
          connections.add(connection);
          throw new IOException(SENTINEL);
        });

    assertThat(connections).containsExactly(Connection.KEPT, Connection.CLOSED, Connection.CLOSED);
  }

  @Test
  void primingCallLeavesNoLineInTheLog() throws IOException {
    var context = new PrimingContext();
    new CallLog().around(context, Answer::missing);
    context.getLogger().log(SENTINEL);

    assertThat(printed.toString()).isEmpty();
  }

  private static AttributeValue value(String text) {
    return AttributeValue.fromS(text);
  }
}
