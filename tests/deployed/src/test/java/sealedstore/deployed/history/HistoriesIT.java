package sealedstore.deployed.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deployed.history.Call.Kind;
import sealedstore.deployed.history.FaultyNetwork.Dropped;
import sealedstore.reader.ReaderHandler;
import sealedstore.writer.WriterHandler;

/**
 * Writers and readers, as Lambda starts them, with many callers at once and a faulty network to a
 * table in this process. The system properties {@code sealedstore.history.callers} and {@code
 * sealedstore.history.calls} set how many.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class HistoriesIT {

  private static final int CALLERS = Integer.getInteger("sealedstore.history.callers");
  private static final int CALLS = Integer.getInteger("sealedstore.history.calls");
  private static final String ENDPOINT_PROPERTY = "aws.services.dynamodb.endpoint-override";

  private static FaultyNetwork network;
  private static RequestStreamHandler writer;
  private static RequestStreamHandler reader;

  @BeforeAll
  static void start() throws IOException {
    network = new FaultyNetwork();
    System.setProperty(ENDPOINT_PROPERTY, network.endpoint().toString());
    writer = new WriterHandler();
    reader = new ReaderHandler();
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ENDPOINT_PROPERTY);
    network.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noUpdateIsLost(boolean conditional) throws Exception {
    List<Call> history = history(CALLERS, CALLS, conditional, Dropped.NONE);

    assertThat(History.violations(history)).isEmpty();
    assertThat(history).anyMatch(c -> c.isDone() && c.retried());
    assertThat(history).anyMatch(c -> c.isDone() && c.is(Kind.DELETE));
  }

  @ParameterizedTest
  @EnumSource(names = {"OF_ALL", "OF_RETRIES"})
  void writerWithoutItsConditionIsFound(Dropped dropped) throws Exception {
    assertThat(History.violations(history(8, 1_200, true, dropped))).isNotEmpty();
  }

  private static List<Call> history(int callers, int calls, boolean conditional, Dropped dropped)
      throws Exception {
    long seed = new Random().nextLong();
    network.begin(seed, dropped);
    List<Call> history = new Callers(writer, reader, callers, calls, conditional).run(seed);
    System.out.printf(
        "history: seed %d, %s, condition dropped: %s, %d callers, %d calls: %d done, %d retried, %d failed, %d violations%n",
        seed,
        conditional ? "conditional" : "plain",
        dropped,
        callers,
        history.size(),
        history.stream().filter(Call::isDone).count(),
        history.stream().filter(Call::retried).count(),
        history.stream().filter(c -> c.outcome() == Call.Outcome.FAILED).count(),
        History.violations(history).size());
    return history;
  }
}
