package sealedstore.deploy.terminal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Why a file cannot be read or written. */
public final class FileError {

  private FileError() {}

  /** One line: the message of most file errors is the path alone, and Jackson's has more lines. */
  public static String reason(IOException error) {
    return switch (error) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "access is denied";
      case CharacterCodingException _ -> "it is no text in UTF-8";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default ->
          Objects.requireNonNullElse(error.getMessage(), error.toString())
              .lines()
              .findFirst()
              .orElse("");
    };
  }
}
