package sealedstore.deploy.guard;

import java.util.List;
import java.util.Optional;
import sealedstore.deploy.terminal.PlainText;

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
      line(Colour.YELLOW, "Allowed: %s: %s".formatted(finding.id(), finding.sentence()));
    }
    for (String id : report.notFound()) {
      line(Colour.RED, "Allowed, and not found: " + id);
    }
    for (Finding finding : report.refused()) {
      line(Colour.RED, "Refused: %s: %s".formatted(finding.id(), finding.sentence()));
    }
    line(report.isAccepted() ? Colour.GREEN : Colour.RED, report.verdict());
    return text.toString();
  }

  private void write(Change change) {
    line("");
    line(
        colour(change),
        "%s %s (%s)%s"
            .formatted(sign(change), change.logicalId(), change.type(), replacement(change)));
    List<Difference> shown = report.shown(change);
    if (change.action() == Change.Action.MODIFY && shown.isEmpty()) {
      line("    refers to a resource that changes and stays the same");
    }
    for (Difference difference : shown) {
      Optional<Statements> statements = Statements.of(change, difference);
      if (statements.isEmpty()) {
        line("    %s: %s".formatted(difference.path(), Shown.change(difference)));
        continue;
      }
      line("    " + difference.path());
      statements.get().added().forEach(it -> line(Colour.GREEN, "      + " + it));
      statements.get().removed().forEach(it -> line(Colour.RED, "      - " + it));
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
      case MODIFY -> change.replacement() != Change.Replacement.NEVER ? "-/+" : "~";
      case REMOVE -> "-";
      case IMPORT -> "<-";
      case DYNAMIC -> "?";
      case SYNC -> "=";
    };
  }

  private static Colour colour(Change change) {
    return switch (change.action()) {
      case ADD, IMPORT, SYNC -> Colour.GREEN;
      case MODIFY -> change.replacement() != Change.Replacement.NEVER ? Colour.RED : Colour.YELLOW;
      case REMOVE, DYNAMIC -> Colour.RED;
    };
  }

  private void line(Colour colour, String line) {
    append(
        coloured
            ? "\u001b[%dm%s\u001b[0m".formatted(colour.code, PlainText.of(line))
            : PlainText.of(line));
  }

  private void line(String line) {
    append(PlainText.of(line));
  }

  private void append(String line) {
    text.append(line).append('\n');
  }
}
