package sealedstore.deploy.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonMembersTest {

  @Test
  void values_standAsTheyWere() throws IOException {
    assertThat(JsonMembers.of("{}")).isEmpty();
    assertThat(JsonMembers.of(" { \"a\" : 1.50 , \"b\":[{\"c\":\"}\"}],\"d\":null } "))
        .isEqualTo(Map.of("a", "1.50", "b", "[{\"c\":\"}\"}]", "d", "null"));
  }

  @Test
  void value_isFoundBehindTextLongerThanJacksonsBuffer() throws IOException {
    String filler = "\"" + "é\\u00e9\\n".repeat(40_000) + "\"";
    assertThat(JsonMembers.of("{\"f\": %s, \"n\": -1.0E+5, \"t\": true}".formatted(filler)))
        .isEqualTo(Map.of("f", filler, "n", "-1.0E+5", "t", "true"));
  }

  @Test
  void numberOfAnyLength_standsAsItWas() throws IOException {
    String number = "1".repeat(5_000) + ".5";
    assertThat(JsonMembers.of("{\"n\": %s}".formatted(number))).isEqualTo(Map.of("n", number));
  }

  @Test
  void whatIsNoObject_isRefused() {
    for (String text : new String[] {"[1]", "", "{} {}", "{\"a\": ", "{\"a\":1,\"\\u0061\":1}"}) {
      assertThatThrownBy(() -> JsonMembers.of(text)).isInstanceOf(IOException.class);
    }
  }
}
