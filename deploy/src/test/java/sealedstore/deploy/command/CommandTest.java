package sealedstore.deploy.command;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.CommandRun;

/** Runs the command in a checkout of its own with stubs of AWS. */
abstract class CommandTest {

  @TempDir Path folder;
  CommandRun command;

  @BeforeEach
  void open() throws IOException {
    command = new CommandRun(folder);
  }

  @AfterEach
  void close() {
    command.close();
  }
}
