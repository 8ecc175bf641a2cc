package sealedstore.items.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in events/, whose names begin with the status of their answer. */
public final class EventFiles {

  /** Modules are tested in their own folder; one that is not beside events/ names the project's. */
  private static final Path ROOT = Path.of(System.getProperty("sealedstore.project", ".."));

  private EventFiles() {}

  /**
   * One event.
   *
   * @param name as the event reference names it, such as {@code writer/200-plain.json}
   */
  public record EventFile(String name) {

    public String text() throws IOException {
      return Files.readString(ROOT.resolve("events").resolve(name));
    }

    public int status() {
      return Integer.parseInt(Path.of(name).getFileName().toString().substring(0, 3));
    }

    /** The cells of this event's row in the event reference, after the one with its name. */
    public List<String> documented() throws IOException {
      try (Stream<String> lines = Files.lines(ROOT.resolve("docs/reference/events.md"))) {
        String row =
            lines
                .filter(line -> line.startsWith("| `" + name + "` |"))
                .findFirst()
                .orElseThrow(
                    () -> new AssertionError("docs/reference/events.md has no row for " + name));
        return Stream.of(row.split("\\|")).skip(2).map(String::strip).toList();
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The events of a function. */
  public static List<EventFile> of(String function) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("events").resolve(function))) {
      return files
          .map(file -> new EventFile(function + "/" + file.getFileName()))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();
    }
  }
}
