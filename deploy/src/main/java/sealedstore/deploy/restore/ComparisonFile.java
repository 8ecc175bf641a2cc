package sealedstore.deploy.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.restore.Difference.Kind;
import sealedstore.deploy.restore.Difference.Live;
import sealedstore.deploy.terminal.Failure;

/**
 * A comparison's ids, one a line, without data: kind, id, what the live table had, its request id;
 * separated by tabs.
 *
 * @param folder made if it is not there
 */
record ComparisonFile(Path folder, String name) {

  private static final String TAB = "\t";
  private static final String COMMENT = "#";
  private static final String NONE = "none";
  private static final String ITEM = "item";
  private static final String TOMBSTONE = "tombstone";
  private static final int COLUMNS = 4;

  Path path() {
    return folder.resolve(name);
  }

  void write(String table, Instant at, List<Difference> differences) {
    var lines = new ArrayList<String>();
    lines.add("# %s as it was at %s, compared with what it has now".formatted(table, at));
    differences.stream().map(ComparisonFile::line).sorted().forEach(lines::add);
    try {
      Files.createDirectories(folder);
      Files.write(path(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Difference difference) {
    return switch (difference.live()) {
      case Live.None() -> line(difference, NONE, Optional.empty());
      case Live.Item(Optional<String> requestId) -> line(difference, ITEM, requestId);
      case Live.Tombstone(Optional<String> requestId) -> line(difference, TOMBSTONE, requestId);
    };
  }

  private static String line(Difference difference, String live, Optional<String> requestId) {
    return String.join(
        TAB,
        difference.kind().toString(),
        IdText.of(difference.id()),
        live,
        requestId.map(IdText::of).orElse(""));
  }

  boolean exists() {
    return Files.exists(path());
  }

  /**
   * The differences by id.
   *
   * @throws Failure if the file is something else
   */
  Map<String, Difference> read() {
    var differences = new HashMap<String, Difference>();
    for (String line : IdText.lines(path())) {
      if (!line.startsWith(COMMENT)) {
        Difference difference = parse(line);
        differences.put(difference.id(), difference);
      }
    }
    return differences;
  }

  private Difference parse(String line) {
    String[] columns = line.split(TAB, -1);
    if (columns.length != COLUMNS) {
      throw unreadable();
    }
    Optional<String> requestId =
        columns[3].isEmpty() ? Optional.empty() : Optional.of(IdText.parse(columns[3]));
    Live live =
        switch (columns[2]) {
          case NONE -> new Live.None();
          case ITEM -> new Live.Item(requestId);
          case TOMBSTONE -> new Live.Tombstone(requestId);
          default -> throw unreadable();
        };
    return new Difference(
        IdText.parse(columns[1]), Kind.of(columns[0]).orElseThrow(this::unreadable), live);
  }

  private Failure unreadable() {
    return new Failure(path() + " is no file of a comparison: delete it, and compare again");
  }
}
