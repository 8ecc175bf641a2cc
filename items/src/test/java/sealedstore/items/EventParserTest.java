package sealedstore.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventParserTest {

  @Test
  void readsTheFieldsThatTheFormKnows() throws Exception {
    assertThat(id("{\"id\": \"a\"}")).isEqualTo(new ItemId("a"));
  }

  @Test
  void anEventWithoutFieldsIsValid() throws Exception {
    assertThat(id("{}")).isEqualTo(ItemId.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                     | the event must be a JSON object, and is an array",
        "null                   | the event must be a JSON object, and is null",
        "\"id\"                 | the event must be a JSON object, and is a string of 2 characters",
        "``                     | the event must be a JSON object, and is empty",
        "{} {}                  | the event must be one JSON object, and more follows it",
        "{\"id\": \"a\"         | the event is not valid JSON at line 1, column 11",
        "{\"id\": 7}            | id: must be a string, and is a number",
        "{\"id\": null}         | id: must be a string, and is null",
        "{\"id\": true}         | id: must be a string, and is a boolean",
        "{\"id\": {}}           | id: must be a string, and is an object",
        "{\"id\":\"a\",\"id\":\"b\"} | id: must not be given twice",
        "{\"colour\": \"red\"}  | colour: is not a field of this event",
      })
  void refusesWithFieldRuleAndKind(String event, String message) {
    assertThatExceptionOfType(InvalidEvent.class).isThrownBy(() -> id(event)).withMessage(message);
  }

  private static ItemId id(String event) throws InvalidEvent, IOException {
    return EventParser.parse(
        new ByteArrayInputStream(event.getBytes(UTF_8)),
        fields -> {
          ItemId id = ItemId.DEFAULT;
          for (String field = fields.next(); field != null; field = fields.next()) {
            if (!field.equals("id")) {
              throw fields.unknownField();
            }
            id = fields.id();
          }
          return id;
        });
  }
}
