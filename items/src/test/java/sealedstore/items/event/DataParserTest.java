package sealedstore.items.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
            + "must be valid Unicode, and has an unpaired surrogate at character 1",
        "{\"a\":\"\\ud83dx\"} | data.a: "
            + "must be valid Unicode, and has an unpaired surrogate at character 0",
        "{\"a\":{\"\":1}} | data.a[\"\"]: "
            + "a field name must be 1 to 65,535 bytes in UTF-8, and has 0",
        "{\"unit price\":1e999} | data[\"unit price\"]: "
            + "must be a number of a magnitude below 1E+126, and is larger",
        "{\"line\\nbreak\":1e999} | data[\"line\\u000abreak\"]: "
            + "must be a number of a magnitude below 1E+126, and is larger",
      })
  void refusalNamesThePathAndTheRule(String data, String message) {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse(data))
        .withMessage(message);
  }

  @Test
  void escapedNamesAreTakenAsTheyAreMeant() throws Exception {
    assertThat(parse("{\"\\ud83d\\ude00\\u00e9\\n\": 1}").m()).containsOnlyKeys("😀é\n");
  }

  /**
   * Jackson itself refuses such a name, in the different ways that it reads short and long ones.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 11, 12, 40, 300})
  void namesWithAnUnpairedSurrogateAreRefused(int length) {
    String name = "k".repeat(length);

    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"" + name + "\\ud83d\":1}"));
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"\\ude00" + name + "\":1}"));
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

  @Test
  void asManyFieldsAsAnItemCanHoldAreTaken() throws Exception {
    String fields =
        IntStream.range(0, 40_000).mapToObj(i -> "\"%x\":0".formatted(i)).collect(joining(","));

    assertThat(parse("{" + fields + "}").m()).hasSize(40_000);
  }

  private static String nested(int objects, String leaf) {
    return "{\"n\":".repeat(objects) + leaf + "}".repeat(objects);
  }

  private static AttributeValue parse(String data) throws InvalidEvent, IOException {
    return EventParser.parse(
        new ByteArrayInputStream(("{\"data\":" + data + "}").getBytes(UTF_8)),
        fields -> {
          fields.next();
          AttributeValue value = fields.object();
          fields.next();
          return value;
        });
  }
}
