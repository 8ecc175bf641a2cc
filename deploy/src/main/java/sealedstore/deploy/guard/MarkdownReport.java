package sealedstore.deploy.guard;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sealedstore.deploy.terminal.PlainText;

/** A report for a pull request or a job's summary, in GitHub's Markdown. */
public final class MarkdownReport {

  /** Means nothing but in company: // and www. make links. */
  private static final String PLAIN = " ,-()=+:;/.";

  private final Report report;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Report report) {
    this.report = report;
  }

  public static String of(Report report) {
    return new MarkdownReport(report).write();
  }

  private String write() {
    line("### " + code(report.heading()) + ": " + report.counts());
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
    for (Finding finding : report.refused()) {
      line("- **Refused:** %s %s".formatted(code(finding.id()), code(finding.sentence())));
    }
    for (Finding finding : report.excepted()) {
      line("- **Allowed:** %s %s".formatted(code(finding.id()), code(finding.sentence())));
    }
    for (String id : report.notFound()) {
      line("- **Allowed, and not found:** " + code(id));
    }
    line("- " + code(report.verdict()));
    line("");
  }

  private void details(Change change) {
    List<Difference> differences = report.shown(change);
    if (differences.isEmpty()) {
      return;
    }
    line("<details><summary>" + code(change.logicalId()) + "</summary>");
    line("");
    line("| property | what changes |");
    line("| --- | --- |");
    for (Difference difference : differences) {
      line(
          "| %s | %s |"
              .formatted(
                  code(difference.path()),
                  Statements.of(change, difference)
                      .map(MarkdownReport::permissions)
                      .orElseGet(() -> code(Shown.change(difference)))));
    }
    line("");
    line("</details>");
    line("");
  }

  private static String permissions(Statements statements) {
    return Stream.concat(
            statements.added().stream().map(it -> "added: " + code(it)),
            statements.removed().stream().map(it -> "removed: " + code(it)))
        .collect(Collectors.joining("<br>"));
  }

  /**
   * Text in a code element: a span of backticks could be ended by the text itself, and GitHub looks
   * for no mentions or issues in code.
   */
  private static String code(String text) {
    return "<code>" + escape(PlainText.of(text)) + "</code>";
  }

  /** Every character that could mean something to Markdown or HTML, or make a link, as a number. */
  private static String escape(String text) {
    var escaped = new StringBuilder();
    int last = 0;
    for (int each : text.codePoints().toArray()) {
      boolean link = each == '/' && last == '/' || each == '.' && (last == 'w' || last == 'W');
      if (Character.isLetterOrDigit(each) || PLAIN.indexOf(each) >= 0 && !link) {
        escaped.appendCodePoint(each);
      } else {
        escaped.append("&#").append(each).append(';');
      }
      last = each;
    }
    return escaped.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
