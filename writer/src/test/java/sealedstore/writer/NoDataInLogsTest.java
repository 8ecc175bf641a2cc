package sealedstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static sealedstore.items.testing.FaultyDynamoDb.RESET_BEFORE;
import static sealedstore.items.testing.FaultyDynamoDb.WORKS;
import static sealedstore.items.testing.FaultyDynamoDb.error;
import static sealedstore.items.testing.Invocation.invoke;
import static sealedstore.items.testing.TestContext.LIMITS;

import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import sealedstore.items.testing.FaultyDynamoDb;
import sealedstore.items.testing.FaultyDynamoDb.Attempt;
import sealedstore.items.testing.TableDouble;
import sealedstore.items.testing.TestContext;

/**
 * With the libraries and the SLF4J provider that the function ships; java.util.logging at every
 * level.
 */
class NoDataInLogsTest {

  private static final String SENTINEL = "SENTINEL-2b8f";
  private static final List<String> EVENTS =
      Stream.of(
              "{\"id\": \"%s\", \"data\": {\"%s\": \"%s\"}}",
              "{\"id\": \"%s\", \"data\": {\"%s\": \"%s\"}, \"ifMatch\": \"%s\"}",
              "{\"id\": \"%s\", \"delete\": true, \"redriven\": \"%s\"}")
          .map(event -> event.replace("%s", SENTINEL))
          .toList();

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final StringBuffer logged = new StringBuffer();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Logger root = Logger.getLogger("");
  private final Level level = root.getLevel();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.append(record.getMessage()).append(List.of(parameters(record))).append('\n');
        }

        private static Object[] parameters(LogRecord record) {
          return record.getParameters() == null ? new Object[0] : record.getParameters();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void capture() {
    var stream = new PrintStream(printed, true);
    System.setOut(stream);
    System.setErr(stream);
    root.setLevel(Level.ALL);
    root.addHandler(handler);
  }

  @AfterEach
  void release() {
    System.setOut(out);
    System.setErr(err);
    root.setLevel(level);
    root.removeHandler(handler);
  }

  /** Else the other tests here could not fail. */
  @Test
  void whatLibrariesLogIsSeen() {
    LoggerFactory.getLogger("org.apache.http.wire").warn("of a library");
    Logger.getLogger("com.example").finest("of the JDK's logging");

    assertThat(printed.toString()).contains("\"message\":\"of a library\"");
    assertThat(logged.toString()).contains("of the JDK's logging");
  }

  @Test
  void ofAWriteOrOfAFaultOfTheService() {
    List<Attempt> attempts =
        List.of(
            WORKS,
            error(400, "ValidationException", SENTINEL),
            error(400, "ConditionalCheckFailedException", SENTINEL),
            RESET_BEFORE);
    try (var dynamoDb = new FaultyDynamoDb();
        ApplicationContext context = TestContext.start(dynamoDb.endpoint(), LIMITS)) {
      var writer = new WriterHandler(context);
      for (Attempt attempt : attempts) {
        dynamoDb.begin(new TableDouble(), List.of(attempt));
        for (String event : EVENTS) {
          Throwable fault =
              catchThrowable(() -> invoke(writer, event, "request-1", System.out::println));
          if (fault != null) {
            fault.printStackTrace();
          }
        }
      }
    }

    assertThat(printed.toString())
        .doesNotContain(SENTINEL)
        .contains("Written", "ItemChanged", "Deleted", "StoreFailure");
    assertThat(logged.toString()).doesNotContain(SENTINEL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%s\"",
        "%s",
        "{\"id\": %s}",
        "{\"id\": [\"%s\"]}",
        "{\"id\": \"sealed-store:%s\"}",
        "{\"id\": \"%s\\ud83d\"}",
        "{\"id\": \"%s\", \"id\": \"%s\"}",
        "{\"data\": \"%s\"}",
        "{\"data\": {\"a\": \"%s\\ud83d\"}}",
        "{\"data\": {\"a\": [\"%s\", 1e999]}}",
        "{\"ifAbsent\": \"%s\"}",
        "{\"ifMatch\": [\"%s\"]}",
        "{\"ifMatch\": \"%s\", \"ifAbsent\": true}",
        "{\"redriven\": \"%s\\ud83d\"}",
        "{\"delete\": \"%s\"}",
        "{\"id\": \"%s\", \"delete\": true, \"data\": {\"%s\": \"%s\"}}",
        "{\"expiresAt\": \"%s\"}",
        "{\"id\": \"%s\"",
      })
  void ofARefusedEventNorInItsMessage(String event) {
    var writer = new WriterHandler(null, Clock.systemUTC(), null);

    var result = invoke(writer, event.replace("%s", SENTINEL), "request-1", System.out::println);

    assertThat(result.statusCode()).isEqualTo(400);
    assertThat(result.body().toString()).doesNotContain(SENTINEL);
    assertThat(printed.toString() + logged)
        .doesNotContain(SENTINEL)
        .contains("\"outcome\":\"InvalidEvent\"");
  }
}
