package sealedstore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {

  @ParameterizedTest
  @CsvSource({
    "1.25, 'reached, the aim too'",
    "1.26, reached",
    "1.40, reached",
    "1.41, not reached"
  })
  void verdictComparesWithMustAndAim(double value, String verdict) {
    var ratio = new Ratio("cold start", OptionalDouble.of(value), 1.4, 1.25);

    assertThat(ratio.verdict()).isEqualTo(verdict);
  }

  @Test
  void whatWasNotMeasuredIsNotReached() {
    assertThat(new Ratio("cold start", OptionalDouble.empty(), 1.4, 1.25).verdict())
        .isEqualTo("not measured");
  }

  @Test
  void coldStartIsTheWritersMedianOverThatOfPlainJava() {
    var results =
        new Results(
            "make bench",
            null,
            List.of(),
            Map.of("writer", 7.2),
            List.of(
                cold("writer", 0, 100),
                cold("writer", 0, 130),
                cold("writer", 0, 900),
                cold("plain-writer", 0, 100),
                cold("plain-writer", 0.29, 5_000)));

    assertThat(Ratio.of(results))
        .filteredOn(ratio -> ratio.name().equals("cold start, writer / plain Java, wall time"))
        .extracting(Ratio::value)
        .containsExactly(OptionalDouble.of(1.3));
  }

  @Test
  void firstCallIsComparedWithTheNextWithoutTheRestore() {
    var results =
        new Results(
            "make bench",
            null,
            List.of(),
            Map.of("writer", 7.2),
            List.of(
                new Sample(
                    "writer",
                    Variant.Scenario.PRIMED,
                    0,
                    Map.of("firstCall", 28.0, "firstDuration", 10.0, "warmP50", 5.0))));

    assertThat(Ratio.of(results))
        .filteredOn(ratio -> ratio.name().contains("writer") && ratio.name().contains("next 100"))
        .extracting(Ratio::value)
        .containsExactly(OptionalDouble.of(2));
  }

  private static Sample cold(String variant, double cpu, double milliseconds) {
    return new Sample(variant, Variant.Scenario.COLD, cpu, Map.of("cold", milliseconds));
  }
}
