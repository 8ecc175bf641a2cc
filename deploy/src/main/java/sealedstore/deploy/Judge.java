package sealedstore.deploy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.guard.ChangeSet;
import sealedstore.deploy.guard.Guard;
import sealedstore.deploy.guard.LiveChangeSet;
import sealedstore.deploy.guard.MarkdownReport;
import sealedstore.deploy.guard.Report;
import sealedstore.deploy.guard.SavedChangeSet;
import sealedstore.deploy.guard.TextReport;
import sealedstore.deploy.guard.Unreadable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Says what a change set does, and whether it may be executed. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description =
        "Says what a CloudFormation change set does, and refuses it if it would lose data or weaken"
            + " what protects it.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:harmless, or all that is not harmless was allowed; with --execute, executed",
      "1:wrong use, or the execution failed",
      "2:would remove or replace a protected resource, or weaken a protection",
      "3:the change set cannot be read"
    },
    exitCodeOnInvalidInput = Judge.FAILED,
    exitCodeOnExecutionException = Judge.FAILED)
final class Judge implements Callable<Integer> {

  static final int HARMLESS = 0;
  static final int FAILED = 1;
  static final int REFUSED = 2;
  static final int UNREADABLE = 3;

  /** Where the change set is. */
  static final class Source {
    @Parameters(
        paramLabel = "FILE",
        description =
            "what `aws cloudformation describe-change-set --include-property-values` printed")
    private Path saved;

    @Option(
        names = "--change-set",
        paramLabel = "ARN|NAME",
        description = "the change set in CloudFormation; a name needs --stack-name")
    private String changeSet;
  }

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(names = "--stack-name", paramLabel = "NAME", description = "the change set's stack")
  private String stackName;

  @Option(
      names = "--allow",
      paramLabel = "LOGICAL_ID",
      split = ",",
      description = "accepts what is found of this resource; may be given again")
  private Set<String> allowed = new LinkedHashSet<>();

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "also appends the Markdown to this file")
  private Path summary;

  @Option(
      names = "--execute",
      description = "executes the change set that was shown, unless it is refused, and waits")
  private boolean execute;

  @Spec private CommandSpec spec;

  private final Supplier<CloudFormationClient> clients;
  private final Duration pause;

  /** How the report is written. */
  enum Format {
    text,
    markdown
  }

  /**
   * @param clients makes the client, only when CloudFormation is asked
   * @param pause time between two looks at a stack that is being executed
   */
  Judge(Supplier<CloudFormationClient> clients, Duration pause) {
    this.clients = clients;
    this.pause = pause;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    ChangeSet changeSet;
    try {
      changeSet = read();
    } catch (Unreadable | SdkException e) {
      err().println("error: " + e.getMessage());
      return UNREADABLE;
    }
    var report = new Report(changeSet, Guard.judge(changeSet), allowed);
    write(report);
    if (!report.refused().isEmpty()) {
      return REFUSED;
    }
    return execute && !changeSet.changes().isEmpty() ? execute(changeSet) : HARMLESS;
  }

  private void check() {
    if (source.saved != null && execute) {
      throw new ParameterException(
          spec.commandLine(),
          "--execute needs --change-set: a saved change set may be out of date");
    }
    if (source.changeSet != null && !source.changeSet.startsWith("arn:") && stackName == null) {
      throw new ParameterException(spec.commandLine(), "--change-set NAME needs --stack-name");
    }
  }

  private ChangeSet read() throws Unreadable {
    if (source.saved != null) {
      return SavedChangeSet.read(source.saved);
    }
    try (var client = clients.get()) {
      return new LiveChangeSet(client).describe(source.changeSet, stackName);
    }
  }

  private void write(Report report) throws IOException {
    switch (format) {
      case text -> out().print(TextReport.of(report, Ansi.AUTO.enabled()));
      case markdown -> out().print(MarkdownReport.of(report));
    }
    out().flush();
    if (summary != null) {
      Files.writeString(
          summary, MarkdownReport.of(report), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private int execute(ChangeSet changeSet) throws InterruptedException {
    if (!changeSet.executable()) {
      err().println("error: CloudFormation would not execute it: make a new change set");
      return FAILED;
    }
    try (var client = clients.get()) {
      return switch (new Execution(client, pause).run(changeSet)) {
        case Execution.Result.Done(String status) -> {
          out().println("Executed: " + changeSet.stack() + " is in status " + status);
          yield HARMLESS;
        }
        case Execution.Result.Failed(String status, var reasons) -> {
          err().println("error: " + changeSet.stack() + " is in status " + status);
          reasons.forEach(reason -> err().println("  " + reason));
          yield FAILED;
        }
      };
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
