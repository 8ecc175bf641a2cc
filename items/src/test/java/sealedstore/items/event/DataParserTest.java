package sealedstore.items.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DataParserTest {

  @Test
  void everyJsonTypeHasItsNativeType() throws Exception {
    assertThat(
            parse(
                """
                {"s": "größe 😀", "empty": "", "n": 0.1, "t": true, "f": false, "nothing": null,
                 "list": [1, []], "map": {"a": {}}}
                """))
        .isEqualTo(
            AttributeValue.fromM(
                Map.of(
                    "s", AttributeValue.fromS("größe 😀"),
                    "empty", AttributeValue.fromS(""),
                    "n", AttributeValue.fromN("0.1"),
                    "t", AttributeValue.fromBool(true),
                    "f", AttributeValue.fromBool(false),
                    "nothing", AttributeValue.fromNul(true),
                    "list",
                        AttributeValue.fromL(
                            List.of(AttributeValue.fromN("1"), AttributeValue.fromL(List.of()))),
                    "map", AttributeValue.fromM(Map.of("a", AttributeValue.fromM(Map.of()))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"orders\":[{},{},{},{\"price\":1e126}]} | data.orders[3].price: "
            + "must be a number of a magnitude below 1E+126, and is larger",
        "{\"a\":[[0,[1e-131]]]} | data.a[0][1][0]: "
            + "must be 0 or a number of a magnitude of at least 1E-130, and is smaller",
        "{\"n\":123456789012345678901234567890123456789} | data.n: "
            + "must be a number of at most 38 significant digits, and has 39",
        "{\"a\":{\"b\":1,\"b\":2}} | data.a.b: must not be given twice",
        "{\"a\":{\"b\":{\"c\":1},\"b\":{}}} | data.a.b: must not be given twice",
        "{\"a\":[\"x\\udc00\"]} | data.a[0]: "
            + "must be valid Unicode, and is malformed at character 1",
        "{\"a\":\"\\ud83dx\"} | data.a: "
            + "must be valid Unicode, and is malformed at character 0",
        "{\"a\":{\"\":1}} | data.a[\"\"]: "
            + "a field name must be 1 to 65,535 bytes in UTF-8, and has 0",
        "{\"unit price\":1e999} | data[\"unit price\"]: "
            + "must be a number of a magnitude below 1E+126, and is larger",
        "{\"say \\\"hi\\\" \\u2028\\u202e\\u200b\\ue000\\\\é\":1e999} | "
            + "data[\"say \\\"hi\\\" \\u2028\\u202e\\u200b\\ue000\\\\é\"]: "
            + "must be a number of a magnitude below 1E+126, and is larger",
        "{\"n\":0.%1$s1} | data.n: "
            + "must be 0 or a number of a magnitude of at least 1E-130, and is smaller",
        "{\"n\":1%1$s} | data.n: must be a number of a magnitude below 1E+126, and is larger",
        "{\"n\":1%1$s1} | data.n: "
            + "must be a number of at most 38 significant digits, and has 1,002",
        "{\"line\\nbreak\":1e999} | data[\"line\\u000abreak\"]: "
            + "must be a number of a magnitude below 1E+126, and is larger",
      })
  void refusalNamesThePathAndTheRule(String data, String message) {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse(data.formatted("0".repeat(1_000))))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"0.%s, 0", "0.%s5e1000, 0.5", "1.%s, 1", "1%se-1000, 1", "1e%s1, 10", "1e-%s1, 0.1"})
  void numbersMayBeSpelledAtAnyLength(String number, String stored) throws Exception {
    String json = number.formatted("0".repeat(1_000));

    assertThat(parse("{\"n\":" + json + "}").m()).containsValue(AttributeValue.fromN(stored));
  }

  @Test
  void escapedNamesAreTakenAsTheyAreMeant() throws Exception {
    assertThat(parse("{\"\\ud83d\\ude00\\u00e9\\n\": 1}").m()).containsOnlyKeys("😀é\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 11, 12, 40, 300})
  void namesWithAnUnpairedSurrogateAreRefusedWithTheirPath(int length) {
    String name = "k".repeat(length);
    String shown = length > 64 ? "k".repeat(64) + "..." : name + "\\ud83d";

    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"a\":[{\"" + name + "\\ud83d\":1}]}"))
        .withMessage(
            "data.a[0][\"%s\"]: a field name must be valid Unicode, and is malformed at character %d"
                .formatted(shown, length));
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"\\ude00" + name + "\":1}"))
        .withMessageEndingWith(
            "a field name must be valid Unicode, and is malformed at character 0");
  }

  /** Beyond U+10FFFF, a surrogate, an overlong slash, a lone continuation, a cut-off character. */
  @ParameterizedTest
  @ValueSource(strings = {"F4908080", "EDA080", "C0AF", "80", "E282"})
  void bytesThatAreNoCharacterAreRefusedWithTheirPath(String malformed) {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"a\":{\"b", malformed, "\":1}}"))
        .withMessageStartingWith("data.a[\"b\\udc00")
        .withMessageEndingWith(
            "a field name must be valid Unicode, and is malformed at character 1");
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"a\":[0,\"b", malformed, "\"]}"))
        .withMessage("data.a[1]: must be valid Unicode, and is malformed at character 1");
    // Half of a pair, escaped before them, must not find its other half in them.
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"a\":\"\\ud83d", malformed, "\"}"))
        .withMessageStartingWith("data.a: must be valid Unicode");
  }

  @Test
  void nestingEndsWhereDynamoDbEndsIt() throws Exception {
    assertThat(parse(nested(31, "1")).m()).containsKey("n");

    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse(nested(32, "1")))
        .withMessageStartingWith("data.n.n.n.")
        .withMessageEndingWith(".n: objects and arrays must nest at most 31 deep, data included");
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse(nested(31, "[]")))
        .withMessageEndingWith(".n: objects and arrays must nest at most 31 deep, data included");
  }

  @Test
  void longFieldNamesAreTakenToTheLimitAndCutInMessages() throws Exception {
    assertThat(parse("{\"" + "k".repeat(65_535) + "\":1}").m()).hasSize(1);

    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"" + "k".repeat(65_536) + "\":1}"))
        .withMessage(
            "data[\"%s...\"]: a field name must be 1 to 65,535 bytes in UTF-8, and has 65,536"
                .formatted("k".repeat(64)));
  }

  private static String nested(int objects, String leaf) {
    return "{\"n\":".repeat(objects) + leaf + "}".repeat(objects);
  }

  private static AttributeValue parse(String data) throws InvalidEvent, IOException {
    return parse(new ByteArrayInputStream(("{\"data\":" + data + "}").getBytes(UTF_8)));
  }

  private static AttributeValue parse(String before, String hex, String after)
      throws InvalidEvent, IOException {
    var event = new ByteArrayOutputStream();
    event.write(("{\"data\":" + before).getBytes(UTF_8));
    event.write(HexFormat.of().parseHex(hex));
    event.write((after + "}").getBytes(UTF_8));
    return parse(new ByteArrayInputStream(event.toByteArray()));
  }

  private static AttributeValue parse(InputStream event) throws InvalidEvent, IOException {
    return EventParser.parse(
        event,
        fields -> {
          fields.next();
          AttributeValue value = fields.object();
          fields.next();
          return value;
        });
  }
}
