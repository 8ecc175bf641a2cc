package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sealedstore.deploy.RestoreStage;

/** The commands of docs/how-to/restore.md, as they are written there. */
class RestorePageTest extends RestoreCommandRun {

  private static final String PAGE = "../docs/how-to/restore.md";

  static Stream<String> commands() {
    return lines("make (restore|drill) ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandOfThePage_doesWhatThePageSays(String command) throws Exception {
    stage.tables.latest = Instant.parse("2999-01-01T00:00:00Z");
    stage.command.answer(RestoreStage.LIVE);
    if (command.contains("drill")) {
      stage.tables.history.putAll(stage.live().items);
    }
    if (command.contains("ITEMS=")) {
      assertThat(run(commands().findFirst().orElseThrow())).isZero();
      for (String line : lines("grep ").toList()) {
        var shell = new ProcessBuilder("sh", "-c", line).directory(root.toFile()).inheritIO();
        assertThat(shell.start().waitFor()).isZero();
      }
      assertThat(Files.readAllLines(root.resolve("ids.txt"))).containsExactly("changed");
    }

    assertThat(run(command)).as(stage.command.err()).isZero();
  }

  private int run(String command) {
    List<String> words = List.of(command.split(" "));
    for (String word : words.subList(2, words.size())) {
      String[] variable = word.split("=", 2);
      stage.command.shell(variable[0], variable[1]);
    }
    return stage.command.run(words.get(1));
  }

  private static Stream<String> lines(String begin) {
    try {
      return Files.readAllLines(Path.of(PAGE)).stream()
          .filter(line -> line.matches(" {4}" + begin + ".*"))
          .map(String::strip)
          .distinct();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
