package sealedstore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

  @TempDir Path folder;

  @Test
  void variantsAlternateRoundAfterRound() throws IOException {
    assertThat(Plan.of(variants(), 2, false).steps())
        .extracting(step -> step.variant().name() + " " + step.scenario())
        .containsExactly("a COLD", "b COLD", "a PRIMED", "a COLD", "b COLD", "a PRIMED");
  }

  @Test
  void underTheQuotaColdStartsAreMeasuredInEveryOtherRound() throws IOException {
    assertThat(Plan.of(variants(), 3, true).steps())
        .filteredOn(Plan.Step::underQuota)
        .extracting(step -> step.variant().name() + " " + step.scenario())
        .containsExactly(
            "a COLD", "b COLD", "a PRIMED", "a PRIMED", "a COLD", "b COLD", "a PRIMED");
  }

  @Test
  void aSingleRoundUnderTheQuotaHasOnlyWhatIsPrimed() throws IOException {
    assertThat(Plan.of(variants(), 1, true).steps())
        .filteredOn(Plan.Step::underQuota)
        .extracting(step -> step.variant().name() + " " + step.scenario())
        .containsExactly("a PRIMED");
  }

  @Test
  void functionsThatAreNotPrimedAreMeasuredOnTheWholeMachineToo() throws IOException {
    assertThat(unprimed(2, true)).containsExactly(false, true, false, true);
  }

  @Test
  void aSingleRoundMeasuresFunctionsThatAreNotPrimedUnderTheQuotaAlone() throws IOException {
    assertThat(unprimed(1, true)).containsExactly(true);
  }

  @Test
  void aSingleRoundWithoutQuotaMeasuresThemOnTheWholeMachine() throws IOException {
    assertThat(unprimed(1, false)).containsExactly(false);
  }

  private List<Boolean> unprimed(int rounds, boolean quota) throws IOException {
    Path file = folder.resolve("unprimed.json");
    Files.writeString(file, "[{\"name\": \"a\", \"scenarios\": [\"UNPRIMED\", \"PRIMED\"]}]");
    return Plan.of(Variant.read(file), rounds, quota).steps().stream()
        .filter(step -> step.scenario() == Variant.Scenario.UNPRIMED)
        .map(Plan.Step::underQuota)
        .toList();
  }

  private List<Variant> variants() throws IOException {
    Path file = folder.resolve("variants.json");
    Files.writeString(
        file,
        """
        [{"name": "a", "scenarios": ["COLD", "PRIMED"]}, {"name": "b", "scenarios": ["COLD"]}]""");
    return Variant.read(file);
  }
}
