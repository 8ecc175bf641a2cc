package sealedstore.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.FaultyDynamoDb.WORKS;
import static sealedstore.items.testing.FaultyDynamoDb.error;
import static sealedstore.items.testing.Invocation.json;

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
class ReaderPrimingTest {

  private final FaultyDynamoDb dynamoDb = new FaultyDynamoDb();
  private final TableDouble table = new TableDouble();
  // Not the short limits: the first try also loads the SDK's classes, and must not be repeated.
  private final ApplicationContext context =
      TestContext.start(dynamoDb.endpoint(), CallLimits.DEFAULT);
  private final ReaderPriming priming = new ReaderPriming(context);
  @RegisterExtension private final Printed printed = new Printed();

  @AfterEach
  void close() {
    context.close();
    dynamoDb.close();
  }

  @Test
  void primingReadsTheReservedIdAndAnItemWithoutNetwork() throws IOException {
    dynamoDb.begin(table, List.of(WORKS));

    priming.beforeCheckpoint(null);

    assertThat(table.calls)
        .hasSizeGreaterThanOrEqualTo(2)
        .containsOnly(
            new TableDouble.Call(
                "GetItem",
                json(
                    """
                    {"TableName": "acme-dev-items",
                     "Key": {"id": {"S": "sealed-store:priming"}},
                     "ConsistentRead": false}""")));
    assertThat(printed.toString())
        .contains("primed: GetItem", "primed: a read that finds an item")
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
    assertThat(dynamoDb.unsigned()).hasSizeGreaterThan(400).containsOnly("GetItem");
    assertThat(dynamoDb.lastClosed()).isTrue();
  }

  @Test
  void primingBeforeTheTableIsMadeIsLoggedAndDoesNotFailTheSnapshot() {
    dynamoDb.begin(
        table, List.of(error(400, "ResourceNotFoundException", "Requested resource not found")));

    priming.beforeCheckpoint(null);

    assertThat(printed.toString())
        .contains("primed: a read that finds an item", "not primed: GetItem, TableMissing");
  }

  @Test
  void aRestoreSendsWhatACallDoesWithoutASignatureAndReachesNoTable() {
    dynamoDb.begin(table, List.of(WORKS));

    priming.afterRestore(null);

    assertThat(dynamoDb.unsigned()).containsExactly("GetItem");
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
