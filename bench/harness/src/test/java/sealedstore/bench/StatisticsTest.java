package sealedstore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianAndQuartilesAreOfTheSortedValues() {
    assertThat(Statistics.of(List.of(9.0, 1.0, 5.0, 3.0, 7.0)))
        .isEqualTo(new Statistics(5, 3, 7, 5));
  }

  @Test
  void quantileBetweenTwoValuesIsLinear() {
    assertThat(Statistics.quantile(new double[] {1, 2}, 0.25)).isEqualTo(1.25);
    assertThat(Statistics.quantile(new double[] {4}, 0.99)).isEqualTo(4);
  }
}
