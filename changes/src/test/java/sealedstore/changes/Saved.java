package sealedstore.changes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The saved change sets among the test resources. */
final class Saved {

  private Saved() {}

  static Path path(String name) {
    return Path.of("src/test/resources/change-sets", name + ".json");
  }

  static ChangeSet changeSet(String name) throws Unreadable {
    return SavedChangeSet.read(path(name));
  }

  static Value json(String name) {
    try {
      return Json.parse(Files.readString(path(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
