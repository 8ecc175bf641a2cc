package sealedstore.deploy.guard;

import java.util.List;

/** A report for a pull request or a job's summary, in GitHub's Markdown. */
public final class MarkdownReport {

  private final Report report;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Report report) {
    this.report = report;
  }

  public static String of(Report report) {
    return new MarkdownReport(report).write();
  }

  private String write() {
    line("### " + escape(report.heading()) + ": " + report.counts());
    line("");
    verdict();
    List<Change> changes = report.changeSet().changes();
    if (!changes.isEmpty()) {
      line("| resource | type | action | replacement |");
      line("| --- | --- | --- | --- |");
      for (Change change : changes) {
        line(
            "| %s | %s | %s | %s |"
                .formatted(
                    code(change.logicalId()),
                    code(change.type()),
                    Report.verb(change.action()),
                    change.action() == Change.Action.MODIFY ? Report.replacement(change) : ""));
      }
      line("");
      changes.forEach(this::details);
    }
    return text.toString();
  }

  private void verdict() {
    List<Finding> refused = report.refused();
    for (Finding finding : refused) {
      line("- **Refused:** " + escape(finding.sentence()));
    }
    for (Finding finding : report.excepted()) {
      line("- **Allowed:** " + escape(finding.sentence()));
    }
    for (String name : report.needless()) {
      line("- Allowed, and nothing found: " + code(name));
    }
    if (refused.isEmpty()) {
      line("- No protected resource is lost, no protection weakened.");
    }
    line("");
  }

  private void details(Change change) {
    List<Difference> differences = Report.shownDifferences(change);
    if (differences.isEmpty()) {
      return;
    }
    line("<details><summary>" + escape(change.logicalId()) + "</summary>");
    line("");
    line("| property | before | after |");
    line("| --- | --- | --- |");
    for (Difference difference : differences) {
      line(difference.isPolicy() ? permissions(difference) : values(difference));
    }
    line("");
    line("</details>");
    line("");
  }

  private static String values(Difference difference) {
    return "| %s | %s | %s |"
        .formatted(
            code(difference.path()),
            code(Report.shorten(difference.before().show())),
            code(Report.shorten(difference.after().show())));
  }

  private static String permissions(Difference difference) {
    var delta = Permission.Delta.of(difference);
    return "| %s | %s | %s |"
        .formatted(
            code(difference.path()),
            permissions("removed", Permission.lines(delta.removed())),
            permissions("added", Permission.lines(delta.added())));
  }

  private static String permissions(String what, List<String> lines) {
    return lines.isEmpty()
        ? ""
        : what + ": " + String.join("<br>", lines.stream().map(MarkdownReport::code).toList());
  }

  /** Text in a code element: a span of backticks could be ended by the text itself. */
  private static String code(String text) {
    return "<code>" + escape(text) + "</code>";
  }

  private static String escape(String text) {
    var escaped = new StringBuilder();
    for (char each : text.toCharArray()) {
      switch (each) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\n', '\r' -> escaped.append(' ');
        case '|', '*', '_', '`', '[', ']', '\\', '~', '#', '@' ->
            escaped.append("&#").append((int) each).append(';');
        default -> escaped.append(each);
      }
    }
    return escaped.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
