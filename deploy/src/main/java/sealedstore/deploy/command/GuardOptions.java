package sealedstore.deploy.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sealedstore.deploy.guard.ChangeSet;
import sealedstore.deploy.guard.Guard;
import sealedstore.deploy.guard.MarkdownReport;
import sealedstore.deploy.guard.Report;
import sealedstore.deploy.guard.TextReport;
import sealedstore.deploy.guard.Unreadable;
import sealedstore.deploy.terminal.FileError;

/** What is accepted of a change set, and where its report goes beside standard output. */
final class GuardOptions {

  @Option(
      names = "--allow",
      paramLabel = "ID",
      split = "\\s*,\\s*",
      splitSynopsisLabel = ",",
      description = "accept these findings, by the ids that the report shows")
  private Set<String> allowed = new LinkedHashSet<>();

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "also append the report to this file, as Markdown")
  private Path summary;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private Optional<Report> accepted = Optional.empty();

  Set<String> allowed() {
    return allowed;
  }

  /**
   * Logical ids for which the stack policy has to be loosened; known once a set is accepted.
   *
   * @param types those that the policy forbids to lose
   */
  Set<String> toLoosen(Set<String> types) {
    return accepted.map(report -> report.toLoosen(types)).orElse(Set.of());
  }

  /**
   * Shows what a change set does; returns whether it may be executed.
   *
   * @throws Unreadable if it does not show what changes
   */
  boolean accepts(ChangeSet changeSet) throws Unreadable {
    var report = new Report(changeSet, Guard.judge(changeSet), allowed);
    PrintWriter out = spec.commandLine().getOut();
    out.print(TextReport.of(report, Ansi.AUTO.enabled()));
    out.flush();
    if (summary != null) {
      append(MarkdownReport.of(report));
    }
    accepted = Optional.of(report).filter(Report::isAccepted);
    return accepted.isPresent();
  }

  private void append(String report) {
    try {
      Files.writeString(summary, report, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--summary: %s cannot be written: %s".formatted(summary, FileError.reason(e)),
          e);
    }
  }
}
