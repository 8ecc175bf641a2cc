package sealedstore.deploy.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileErrorTest {

  @Test
  void reason_isALineWithoutThePath() {
    assertThat(FileError.reason(new NoSuchFileException("/a/b")))
        .isEqualTo("there is no such file or folder");
    assertThat(FileError.reason(new AccessDeniedException("/a/b"))).isEqualTo("access is denied");
    assertThat(FileError.reason(new MalformedInputException(1)))
        .isEqualTo("it is no text in UTF-8");
    assertThat(FileError.reason(new FileSystemException("/a/b", null, "No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileError.reason(new IOException("Unexpected character\n at [Source: a]")))
        .isEqualTo("Unexpected character");
    assertThat(FileError.reason(new IOException())).isEqualTo("java.io.IOException");
  }
}
