package sealedstore.items.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.items.item.ItemId;

class EventParserTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void readsTheFieldsThatTheFormKnows() throws Exception {
    assertThat(
            parse(
                """
                {"expiresAt": 9999999999, "id": "a", "ifAbsent": true, "consistent": false}
                """))
        .containsExactly(
            Map.entry("expiresAt", 9_999_999_999L),
            Map.entry("id", new ItemId("a")),
            Map.entry("ifAbsent", true),
            Map.entry("consistent", false));
  }

  @Test
  void anEventWithoutFieldsIsValid() throws Exception {
    assertThat(parse("{}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                 | the event must be a JSON object, and is an array",
        "null               | the event must be a JSON object, and is null",
        "1                  | the event must be a JSON object, and is an integer",
        "\"id\"             | the event must be a JSON object, and is a string of 2 characters",
        "``                 | the event must be a JSON object, and is empty",
        "{} {}              | the event must be one JSON object, and more follows it",
        "{\"id\": \"a\"     | the event is not valid JSON at line 1, column 11",
        "{\"id\": secret}   | the event is not valid JSON at line 1, column 8",
        "{\"id\": 7}        | id: must be a string, and is an integer",
        "{\"id\": 7.5}      | id: must be a string, and is a number with a fraction or exponent",
        "{\"id\": null}     | id: must be a string, and is null",
        "{\"id\": true}     | id: must be a string, and is a boolean",
        "{\"id\": {}}       | id: must be a string, and is an object",
        "{\"id\": []}       | id: must be a string, and is an array",
        "{\"id\": \"\"}     | id: must be 1 to 2,048 bytes in UTF-8, and has 0",
        "{\"id\":\"a\",\"id\":\"b\"} | id: must not be given twice",
        "{\"colour\": \"red\"}  | colour: is not a field of this event",
        "{\"\": 1}          | [\"\"]: is not a field of this event",
        "{\"data\": null}   | data: must be an object, and is null",
        "{\"data\": [1]}    | data: must be an object, and is an array",
        "{\"ifAbsent\": \"yes\"} | ifAbsent: must be true or false, and is a string of 3 characters",
        "{\"consistent\": 1} | consistent: must be true or false, and is an integer",
        "{\"expiresAt\": \"1\"} | "
            + "expiresAt: must be an integer, in epoch seconds, and is a string of 1 characters",
        "{\"expiresAt\": 1.5} | "
            + "expiresAt: must be an integer, in epoch seconds, "
            + "and is a number with a fraction or exponent",
        "{\"ifMatch\": 7}   | ifMatch: must be a string, and is an integer",
        "{\"ifMatch\": \"\"} | ifMatch: must be 1 to 128 bytes in UTF-8, and has 0",
        "{\"ifMatch\":\"\\ud83d\"} | "
            + "ifMatch: must be valid Unicode, and is malformed at character 0",
        "{\"id\":\"\\ud83d\"} | " + "id: must be valid Unicode, and is malformed at character 0",
      })
  void refusesWithFieldRuleAndKind(String event, String message) {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse(event))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": %s}        | id: must be a string, and is an integer",
        "{\"data\": %s}      | data: must be an object, and is an integer",
        "{\"ifAbsent\": %s}  | ifAbsent: must be true or false, and is an integer",
        "{\"expiresAt\": %s} | "
            + "expiresAt: must be at most 9999999999 (epoch seconds, not milliseconds), and is more",
        "{\"ifMatch\": \"%s\"} | ifMatch: must be 1 to 128 bytes in UTF-8, and has 6,300,000",
        "{\"id\": \"%s\"}    | id: must be 1 to 2,048 bytes in UTF-8, and has 6,300,000",
        "{\"expiresAt\": \"%s\"} | "
            + "expiresAt: must be an integer, in epoch seconds, "
            + "and is a string of 6,300,000 characters",
        "%s                | the event must be a JSON object, and is an integer",
      })
  void tellsTheRuleThatIsBrokenHoweverLongTheValueIs(String event, String message) {
    String json = event.formatted("1".repeat(6_300_000));

    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse(json))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {3_999, 4_000, 8_190, 8_191, 8_192})
  void textIsTheSameWhereverTheParsersBuffersEnd(int before) throws Exception {
    String event = " ".repeat(before) + "{\"id\": \"é€😀\"}";

    assertThat(parse(event)).containsEntry("id", new ItemId("é€😀"));
  }

  @Test
  void readsARequestIdOf128BytesAndRefusesOneMore() throws Exception {
    String longest = "é".repeat(64);

    assertThat(parse("{\"ifMatch\": \"" + longest + "\"}")).containsEntry("ifMatch", longest);
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"ifMatch\": \"" + longest + "x\"}"))
        .withMessage("ifMatch: must be 1 to 128 bytes in UTF-8, and has 129");
  }

  /** DynamoDB deletes no item that expired over five years ago. */
  @ParameterizedTest
  @ValueSource(strings = {"1642319999", "3600", "0", "-0", "-5", "-99999999999999999999"})
  void refusesAnExpiryOverFiveYearsAgo(String expiresAt) {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"expiresAt\": " + expiresAt + "}"))
        .withMessage(
            "expiresAt: must be at most five years ago (epoch seconds, not a duration), "
                + "and is earlier");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000000000", "1800000000000", "99999999999999999999"})
  void refusesAnExpiryInMilliseconds(String expiresAt) {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"expiresAt\": " + expiresAt + "}"))
        .withMessage(
            "expiresAt: must be at most 9999999999 (epoch seconds, not milliseconds), "
                + "and is more");
  }

  @ParameterizedTest
  @ValueSource(longs = {1_642_320_000L, 1_800_000_000L, 9_999_999_999L})
  void readsAnExpiryFromFiveYearsAgoOn(long expiresAt) throws Exception {
    assertThat(parse("{\"expiresAt\": " + expiresAt + "}")).containsEntry("expiresAt", expiresAt);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"id\": \"a\"}".getBytes(UTF_32BE)))
        .withMessageStartingWith("the event is not valid JSON at line 1");
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"id\": \"é\"}".getBytes(ISO_8859_1)))
        .withMessage("id: must be valid Unicode, and is malformed at character 0");
  }

  private static Map<String, Object> parse(String event) throws InvalidEvent, IOException {
    return parse(event.getBytes(UTF_8));
  }

  private static Map<String, Object> parse(byte[] event) throws InvalidEvent, IOException {
    return EventParser.parse(
        new ByteArrayInputStream(event),
        fields -> {
          var values = new LinkedHashMap<String, Object>();
          for (String field = fields.next(); field != null; field = fields.next()) {
            Object value =
                switch (field) {
                  case "id" -> fields.id();
                  case "data" -> fields.object();
                  case "ifAbsent", "consistent" -> fields.flag();
                  case "expiresAt" -> fields.expiry(NOW);
                  case "ifMatch" -> fields.requestId();
                  default -> throw fields.unknownField();
                };
            values.put(field, value);
          }
          return values;
        });
  }
}
