package sealedstore.deploy.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, *, true",
    "a*, *, true",
    "a*b, a*, true",
    "a*b, *b, true",
    "a*b*c, a*c, true",
    "a?c, a*c, true",
    "??, ?*, true",
    "**, *, true",
    "*, **, true",
    "?*, *?, true",
    "a, b, false",
    "*, a*, false",
    "a*, a, false",
    "a*, a?, false",
    "a?*, a?, false",
    "a*b, a*c*b, false",
    "a*, *a, false",
    "*, ?*, false",
    "'', *, true",
    "'', ?, false",
  })
  void pattern_isWithinAnotherWhereItMatchesNothingElse(
      String pattern, String other, boolean within) {
    assertThat(Patterns.contain(List.of(other), pattern)).isEqualTo(within);
  }

  @Test
  void pattern_isWithinSeveralTogether() {
    assertThat(Patterns.contain(List.of("", "?*"), "*")).isTrue();
    assertThat(Patterns.contain(List.of("a*", "b*"), "b?")).isTrue();
    assertThat(Patterns.contain(List.of("a*", "b*"), "?")).isFalse();
    assertThat(Patterns.contain(List.of(), "a")).isFalse();
  }

  @Test
  void comparisonThatTakesTooLong_isNo() {
    assertThat(Patterns.contain(List.of("*a??????????????????", "*b"), "*a?????????????????*"))
        .isFalse();
  }
}
