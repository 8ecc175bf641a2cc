package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.RestoreStage;

/** Runs restore on stage with tables in memory. */
abstract class RestoreCommandRun {

  @TempDir Path root;
  RestoreStage stage;

  @BeforeEach
  void makeStage() throws IOException {
    stage = new RestoreStage(root);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  void assertFails(String sentence) {
    assertThat(stage.restore()).isEqualTo(2);
    assertThat(stage.command.err()).contains(sentence);
  }
}
