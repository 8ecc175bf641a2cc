package sealedstore.items.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;
import sealedstore.items.event.Answer;
import sealedstore.items.testing.Invocation;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LibraryLogTest {

  private static final String ITEM = "order-7";

  private final List<String> lines = new ArrayList<>();
  private final Logger logger = LoggerFactory.getLogger("com.example.Library");
  private Object before;

  /** As Lambda's runtime does it. */
  @BeforeEach
  void setRuntimeLogger() throws ReflectiveOperationException {
    before = runtimeLogger().get(null);
    runtimeLogger().set(null, Invocation.context("unused", lines::add).getLogger());
  }

  @AfterEach
  void resetRuntimeLogger() throws ReflectiveOperationException {
    runtimeLogger().set(null, before);
  }

  private static Field runtimeLogger() throws ReflectiveOperationException {
    Field field = LambdaRuntime.class.getDeclaredField("logger");
    field.setAccessible(true);
    return field;
  }

  @Test
  void librariesFindThisProviderAndNoOther() {
    assertThat(ServiceLoader.load(SLF4JServiceProvider.class))
        .singleElement()
        .isInstanceOf(LibraryLog.class);
    assertThat(logger).isInstanceOf(LibraryLogger.class);
  }

  /** No field of a call's line is among them: metrics are made of those. */
  @Test
  void aWarningAndAnErrorAreLinesOfTheirLevel() throws IOException {
    logger.warn("{} idle connections of {}", 3, "host");
    logger.error("closed", new IllegalStateException());

    assertThat(fields(line(0))).containsExactly("timestamp", "level", "logger", "message");
    assertThat(Instant.parse(line(0).get("timestamp").textValue()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(text(0, "level")).isEqualTo("WARN");
    assertThat(text(0, "logger")).isEqualTo("com.example.Library");
    assertThat(text(0, "message")).isEqualTo("3 idle connections of host");
    assertThat(fields(line(1)))
        .containsExactly("timestamp", "level", "logger", "message", "exceptions");
    assertThat(text(1, "level")).isEqualTo("ERROR");
  }

  @Test
  void aWarningOfTheSdkComesOut() throws IOException {
    DynamoDbClient.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(settings -> settings.appId("a".repeat(51)))
        .build()
        .close();

    assertThat(text(0, "logger")).startsWith("software.amazon.awssdk.");
    assertThat(text(0, "message")).contains("longer than the recommended maximum length of 50");
  }

  @Test
  void aWarningOfTheHttpClientComesOut() throws IOException {
    LogFactory.getLog("org.apache.http.impl").warn("a {} stays");

    assertThat(text(0, "message")).isEqualTo("a {} stays");
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.apache.http.wire", "org.apache.http.headers", "software.amazon"})
  void nothingBelowAWarningIsFormattedOrPrinted(String name) {
    var low = LoggerFactory.getLogger(name);
    low.info("{}", new Unprintable());
    low.debug("{}", new Unprintable());
    low.trace("{}", new Unprintable());
    low.atInfo().log("fluent");
    LogFactory.getLog(name).info("commons-logging");

    assertThat(lines).isEmpty();
    assertThat(low.isInfoEnabled() || low.isDebugEnabled() || low.isTraceEnabled()).isFalse();
  }

  @Test
  void anExceptionIsNamedWithItsCausesAndWithoutTheirMessages() throws IOException {
    logger.warn(
        "failed", new IllegalStateException(ITEM, new IOException(ITEM, new Error(ITEM, null))));

    assertThat(line(0).get("exceptions"))
        .extracting(JsonNode::textValue)
        .containsExactly(
            "java.lang.IllegalStateException", "java.io.IOException", "java.lang.Error");
    assertThat(lines).noneMatch(line -> line.contains(ITEM));
  }

  @Test
  void aRingOfCausesEnds() throws IOException {
    var first = new IllegalStateException();
    first.initCause(new IOException(first));

    logger.error("failed", first);

    assertThat(line(0).get("exceptions")).hasSizeBetween(2, 20);
  }

  @Test
  void anArgumentThatMayHoldAnItemOrFailIsNamedByItsClass() throws IOException {
    logger.warn(
        "{}, {}, {}, {}, {}",
        AttributeValue.fromS(ITEM),
        new Object[] {ITEM},
        List.of(ITEM),
        new Unprintable(),
        null);
    logger.warn("{}", (Object) new IOException(ITEM));

    assertThat(text(0, "message"))
        .startsWith("software.amazon.awssdk.services.dynamodb.model.AttributeValue, [Ljava.lang.")
        .endsWith("Unprintable, null");
    assertThat(text(1, "message")).isEqualTo("java.io.IOException");
    assertThat(lines).noneMatch(line -> line.contains(ITEM));
  }

  @Test
  void anyMessageIsOneLineOfJson() throws IOException {
    String message =
        "a \"quote\", a \\, \n\r\t\0\u001b\u2028 \u00e9 \ud83d\ude00 half a pair \ud83d.";

    logger.warn(message);
    logger.warn((String) null);

    assertThat(text(0, "message")).isEqualTo(message);
    assertThat(lines.getFirst().chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 128);
    assertThat(lines.getFirst()).containsOnlyOnce("\n").endsWith("}\n");
    assertThat(line(1).get("message").isNull()).isTrue();
  }

  @Test
  void aLineOfACallHasItsRequestId() throws IOException {
    new CallLog()
        .around(
            Invocation.context("request-7", line -> {}),
            () -> {
              logger.warn("in a call");
              return Answer.missing();
            });
    logger.warn("after it");

    assertThat(text(0, "requestId")).isEqualTo("request-7");
    assertThat(line(1).has("requestId")).isFalse();
  }

  private static final class Unprintable {
    @Override
    public String toString() {
      throw new IllegalStateException(ITEM);
    }
  }

  private String text(int index, String field) throws IOException {
    return line(index).get(field).textValue();
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
