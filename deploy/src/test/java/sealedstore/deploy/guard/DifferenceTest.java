package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.deploy.guard.value.Json;

class DifferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"A": {"B": 1}} | {"A": {"B": "2"}} | A.B: 1 -> 2
          {"A": {"B": 1}} | {} | A.B: 1 -> (none)
          {} | {"A": {"B": true}} | A.B: (none) -> true
          {"A": [1, 2]} | {"A": [1, 3]} | A: [1, 2] -> [1, 3]
          {"A": [{"X": 1}]} | {"A": [{"X": 2}]} | A: [{X: 1}] -> [{X: 2}]
          {"T": [{"Key": "a", "Value": 1}, {"Key": "b", "Value": 1}]} | {"T": [{"Key": "b", "Value": 2}, {"Key": "a", "Value": 1}]} | T[b].Value: 1 -> 2
          {"A": ""} | {"A": null} | A: "" -> (none)
          {"A": "x"} | {"A": "{{changeSet:KNOWN_AFTER_APPLY}}"} | A: x -> (known after apply)
          """)
  void difference_isShownAtItsPath(String before, String after, String shown) throws IOException {
    assertThat(Difference.between(Json.parse(before), Json.parse(after)))
        .extracting(it -> it.path() + ": " + it.before().show() + " -> " + it.after().show())
        .containsExactly(shown);
  }

  @Test
  void equalValues_haveNoDifference() throws IOException {
    assertThat(Difference.between(Json.parse("{\"A\": 35}"), Json.parse("{\"A\": \"35\"}")))
        .isEmpty();
  }

  @Test
  void policyDocument_isOneDifference() throws IOException {
    var differences =
        Difference.between(
            Json.parse("{\"P\": [{\"Id\": \"p\", \"D\": {\"Statement\": [{}]}}]}"),
            Json.parse("{\"P\": [{\"Id\": \"p\", \"D\": {\"Statement\": []}}]}"));

    assertThat(differences)
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.path()).isEqualTo("P[p].D");
              assertThat(difference.property()).isEqualTo("P");
            });
  }
}
