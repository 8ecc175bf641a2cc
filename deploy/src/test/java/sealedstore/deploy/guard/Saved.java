package sealedstore.deploy.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The saved change sets among the test resources. */
public final class Saved {

  private Saved() {}

  public static Path path(String name) {
    return Path.of("src/test/resources/change-sets", name + ".json");
  }

  static ChangeSet changeSet(String name) throws Unreadable {
    return SavedChangeSet.read(path(name));
  }

  public static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(path(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
