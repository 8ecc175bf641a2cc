package sealedstore.deploy.guard;

import java.util.List;

/** A report for a terminal. */
public final class TextReport {

  private enum Colour {
    RED(31),
    GREEN(32),
    YELLOW(33),
    BOLD(1);

    private final int code;

    Colour(int code) {
      this.code = code;
    }
  }

  private final Report report;
  private final boolean coloured;
  private final StringBuilder text = new StringBuilder();

  private TextReport(Report report, boolean coloured) {
    this.report = report;
    this.coloured = coloured;
  }

  public static String of(Report report, boolean coloured) {
    return new TextReport(report, coloured).write();
  }

  private String write() {
    line(Colour.BOLD, report.heading() + ": " + report.counts());
    for (Change change : report.changeSet().changes()) {
      write(change);
    }
    line("");
    for (Finding finding : report.excepted()) {
      line(Colour.YELLOW, "Allowed: " + finding.sentence());
    }
    for (String name : report.needless()) {
      line(Colour.YELLOW, "Allowed, and nothing found: " + name);
    }
    List<Finding> refused = report.refused();
    for (Finding finding : refused) {
      line(Colour.RED, "Refused: " + finding.sentence());
    }
    if (refused.isEmpty()) {
      line(Colour.GREEN, "No protected resource is lost, no protection weakened.");
    }
    return text.toString();
  }

  private void write(Change change) {
    line("");
    line(
        colour(change),
        "%s %s (%s)%s"
            .formatted(sign(change), change.logicalId(), change.type(), replacement(change)));
    for (Difference difference : Report.shownDifferences(change)) {
      if (difference.isPolicy()) {
        line("    " + difference.path());
        var delta = Permission.Delta.of(difference);
        Permission.lines(delta.added()).forEach(it -> line(Colour.GREEN, "      + " + it));
        Permission.lines(delta.removed()).forEach(it -> line(Colour.RED, "      - " + it));
      } else {
        line(
            "    %s: %s -> %s"
                .formatted(
                    difference.path(),
                    Report.shorten(difference.before().show()),
                    Report.shorten(difference.after().show())));
      }
    }
  }

  private static String replacement(Change change) {
    return change.action() == Change.Action.MODIFY
        ? ", replacement: " + Report.replacement(change)
        : "";
  }

  private static String sign(Change change) {
    return switch (change.action()) {
      case ADD -> "+";
      case MODIFY -> change.replaces() ? "-/+" : "~";
      case REMOVE -> "-";
      case IMPORT -> "<-";
      case DYNAMIC -> "?";
      case SYNC -> "=";
    };
  }

  private static Colour colour(Change change) {
    return switch (change.action()) {
      case ADD, IMPORT, SYNC -> Colour.GREEN;
      case MODIFY -> change.replaces() ? Colour.RED : Colour.YELLOW;
      case REMOVE, DYNAMIC -> Colour.RED;
    };
  }

  private void line(Colour colour, String line) {
    line(coloured ? "\u001b[%dm%s\u001b[0m".formatted(colour.code, line) : line);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
