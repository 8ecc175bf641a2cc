package sealedstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.FaultyDynamoDb.RESET_BEFORE;
import static sealedstore.items.testing.FaultyDynamoDb.WORKS;
import static sealedstore.items.testing.FaultyDynamoDb.error;
import static sealedstore.items.testing.Invocation.json;
import static sealedstore.items.testing.TestContext.NOW;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.items.dynamodb.CallLimits;
import sealedstore.items.testing.FaultyDynamoDb;
import sealedstore.items.testing.Printed;
import sealedstore.items.testing.TableDouble;
import sealedstore.items.testing.TestContext;

@Tag("slow")
class WriterPrimingTest {

  private final FaultyDynamoDb dynamoDb = new FaultyDynamoDb();
  private final TableDouble table = new TableDouble();
  // Not the short limits: the first try also loads the SDK's classes, and must not be repeated.
  private final ApplicationContext context =
      TestContext.start(dynamoDb.endpoint(), CallLimits.DEFAULT);
  private final WriterPriming priming = new WriterPriming(context);
  @RegisterExtension private final Printed printed = new Printed();

  @AfterEach
  void close() {
    context.close();
    dynamoDb.close();
  }

  @Test
  void primingSendsWritesWhoseConditionCannotHold() throws IOException {
    dynamoDb.begin(table, List.of(WORKS));

    priming.beforeCheckpoint(null);

    assertThat(table.calls)
        .hasSizeGreaterThanOrEqualTo(2)
        .containsOnly(
            new TableDouble.Call(
                "PutItem",
                json(
                    """
                    {"TableName": "acme-dev-items",
                     "Item": {
                       "id": {"S": "sealed-store:priming"},
                       "source": {"S": "lambda1"},
                       "requestId": {"S": "sealed-store:priming"},
                       "data": {"M": {
                         "text": {"S": "é"},
                         "number": {"N": "1.5"},
                         "list": {"L": [{"BOOL": true}, {"NULL": true}, {"M": {}}]}}},
                       "expiresAt": {"N": "4102444800"}},
                     "ConditionExpression": "(%s) AND %s",
                     "ExpressionAttributeValues": {
                       ":ifMatch": {"S": "priming"},
                       ":requestId": {"S": "sealed-store:priming"},
                       ":now": {"N": "%d"}}}"""
                        .formatted(
                            "requestId = :ifMatch AND NOT expiresAt <= :now"
                                + " AND attribute_not_exists(deletedAt)"
                                + " OR requestId = :requestId",
                            "attribute_exists(id) AND attribute_not_exists(id)",
                            NOW.getEpochSecond()))));
    assertThat(table.items).isEmpty();
    assertThat(printed.toString())
        .contains("primed: a write that succeeds", "primed: PutItem")
        .doesNotContain("not primed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void primingLeavesNoConnectionInTheSnapshot(int faults) {
    var fault = error(400, "ResourceNotFoundException", "Requested resource not found");
    var attempts = new ArrayList<>(Collections.nCopies(faults, fault));
    attempts.add(WORKS);
    dynamoDb.begin(table, attempts);

    priming.beforeCheckpoint(null);

    assertThat(dynamoDb.attempted()).isEqualTo(3);
    assertThat(dynamoDb.unsigned()).hasSizeGreaterThan(400).containsOnly("PutItem");
    assertThat(dynamoDb.lastClosed()).isTrue();
  }

  @Test
  void primingThatFailsIsLoggedAndDoesNotFailTheSnapshot() {
    dynamoDb.begin(
        table, List.of(error(400, "ResourceNotFoundException", "Requested resource not found")));

    priming.beforeCheckpoint(null);

    assertThat(printed.toString()).contains("not primed: PutItem, TableMissing");
  }

  @Test
  void primingWithoutNetworkIsLoggedAndDoesNotFailTheSnapshot() {
    dynamoDb.begin(table, List.of(RESET_BEFORE));

    priming.beforeCheckpoint(null);

    assertThat(printed.toString()).contains("not primed: PutItem, StoreFailure");
  }

  @Test
  void anItemUnderThePrimingIdStaysAsItIs() throws IOException {
    dynamoDb.begin(table, List.of(WORKS));
    var kept = json("{\"id\": {\"S\": \"sealed-store:priming\"}}");
    table.items.put("sealed-store:priming", kept);

    priming.beforeCheckpoint(null);

    assertThat(table.items).containsValue(kept);
  }

  @Test
  void aRestoreSendsWhatACallDoesWithoutASignatureAndReachesNoTable() {
    dynamoDb.begin(table, List.of(WORKS));

    priming.afterRestore(null);

    assertThat(dynamoDb.unsigned()).containsExactly("PutItem");
    assertThat(dynamoDb.lastClosed()).isFalse();
    assertThat(table.calls).isEmpty();
  }

  @Test
  void aRestoreWithoutNetworkIsLoggedAndDoesNotFail() {
    dynamoDb.close();

    priming.afterRestore(null);

    assertThat(printed.toString()).contains("connection and credentials not renewed: ");
  }
}
