package sealedstore.deploy.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.restore.Replacement;
import sealedstore.deploy.restore.Restore;
import sealedstore.deploy.restore.StoreNames;
import sealedstore.deploy.restore.Waiting;
import sealedstore.deploy.terminal.Progress;

/** Restores an environment's table to a time. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Restores an environment's table to a time, into another table beside it, and compares both.",
      "Writes the ids that differ to a file in .aws-sam. With --items it then copies items back; with"
          + " --all it makes the restored state the live one, after asking.",
      "After an interruption or an error, the same command goes on where it was.",
      "docs/how-to/restore.md says which permissions it needs."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the restored table is complete and was read; with --items: all are as they were",
      "1:with --items: some were kept",
      "2:wrong use, or a call of AWS failed"
    },
    exitCodeOnInvalidInput = ExitStatus.NO_RESULT,
    exitCodeOnExecutionException = ExitStatus.NO_RESULT)
public final class RestoreCommand implements Callable<Integer> {

  private static final int SOME_KEPT = 1;

  @Parameters(paramLabel = "ENV", description = "${COMPLETION-CANDIDATES}")
  private EnvironmentName environment;

  @Option(
      names = "--at",
      required = true,
      description = "the time to restore, such as 2026-11-22T08:00:00Z")
  private String at;

  @Option(
      names = "--items",
      description = {
        "a file with the ids, one a line, to copy back into the live table, each only where that",
        "has not changed since the comparison"
      })
  private Path items;

  @Option(
      names = "--all",
      description = {
        "put the restored state in the live table's place, under its name, with writes stopped",
        "meanwhile; if that table is gone, also its newest backup; asks first"
      })
  private boolean all;

  @Option(
      names = "--keep-deleted",
      description = "with --all: what was deleted or has expired since stays deleted")
  private boolean keepDeleted;

  @Option(
      names = "--over-deleted",
      description = "with --items: store again what was deleted since")
  private boolean overDeleted;

  @Mixin private RateOption rate;

  @Spec private CommandSpec spec;

  private final Session session;

  /** A command of this session. */
  public RestoreCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Instant time = Restore.time(at);
    checkCombination();
    var settings = session.settings(environment);
    var progress = new Progress(spec.commandLine().getErr());
    var waiting = new Waiting(session.pause(), again());
    var restore =
        new Restore(
            session.clients(settings, progress),
            StoreNames.of(settings.parameters()),
            time,
            rate.percent(spec),
            session.root().resolve(".aws-sam"),
            waiting,
            progress,
            spec.commandLine().getOut());
    return waiting.reaching(() -> run(restore, settings.stack()));
  }

  private int run(Restore restore, String stack) {
    if (items != null) {
      return restore.copyBack(session.root().resolve(items), overDeleted) ? 0 : SOME_KEPT;
    }
    if (all) {
      new Replacement(restore, stack, keepDeleted, this::confirms).run();
    } else {
      restore.compare();
    }
    return 0;
  }

  private void checkCombination() {
    if (items != null && all) {
      throw new ParameterException(spec.commandLine(), "ITEMS and ALL exclude each other");
    }
    if (keepDeleted && !all) {
      throw new ParameterException(spec.commandLine(), "KEEP_DELETED goes with ALL only");
    }
    if (overDeleted && items == null) {
      throw new ParameterException(spec.commandLine(), "OVER_DELETED goes with ITEMS only");
    }
  }

  private String again() {
    return "make restore ENV=%s AT=%s%s%s%s%s"
        .formatted(
            environment,
            at,
            items == null ? "" : " ITEMS=" + items,
            overDeleted ? " OVER_DELETED=1" : "",
            all ? " ALL=1" : "",
            keepDeleted ? " KEEP_DELETED=1" : "");
  }

  private boolean confirms(String table) {
    PrintWriter out = spec.commandLine().getOut();
    out.print("Type the name of the table to go on: %s? ".formatted(table));
    out.flush();
    try {
      String answer = session.answers().readLine();
      return answer != null && answer.strip().equals(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
