package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The change sets of a review: d- is dangerous, b- harmless, m- shows something by its text. */
class GuardCasesTest {

  private static final Path CASES = Path.of("src/test/resources/guard-cases");

  static List<Path> dangerous() throws IOException {
    return cases("d-");
  }

  static List<Path> harmless() throws IOException {
    return cases("b-");
  }

  static List<Path> shown() throws IOException {
    return cases("m-");
  }

  private static List<Path> cases(String kind) throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.getFileName().toString().startsWith(kind)).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("dangerous")
  void dangerousChangeSet_isRefused(Path file) throws Unreadable {
    assertThat(Guard.judge(SavedChangeSet.read(file))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void harmlessChangeSet_passes(Path file) throws Unreadable {
    assertThat(Guard.judge(SavedChangeSet.read(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shown")
  void textOfATemplate_writesNothingButText(Path file) throws Unreadable {
    ChangeSet changeSet = SavedChangeSet.read(file);
    var report = new Report(changeSet, Guard.judge(changeSet), Set.of());

    assertThat(TextReport.of(report, false))
        .contains("Refused: ")
        .matches("[\\n\\x20-\\x7E]*")
        .doesNotContain("##")
        .doesNotContainPattern("(?m)^\\s*::")
        .doesNotContain("hunter2");
    assertThat(MarkdownReport.of(report))
        .contains("**Refused:**")
        .matches("[\\n\\x20-\\x7E]*")
        .doesNotContain("hunter2")
        .doesNotContainPattern("(?m)^(?!#{3} |\\| --- |- |</?details>|\\| |$)");
  }

  @Test
  void everyCase_isRun() throws IOException {
    assertThat(List.of(dangerous().size(), harmless().size(), shown().size()))
        .containsExactly(48, 16, 6);
  }
}
