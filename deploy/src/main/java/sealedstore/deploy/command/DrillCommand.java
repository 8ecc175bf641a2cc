package sealedstore.deploy.command;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.restore.Drill;
import sealedstore.deploy.restore.StoreNames;
import sealedstore.deploy.restore.Waiting;
import sealedstore.deploy.terminal.Progress;

/** Proves that an environment's table can be restored. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = {
      "Restores an environment's table as late as possible into a temporary one, checks a sample of"
          + " items in it, and deletes it.",
      "Deletes temporary tables that earlier drills have left. Run one drill of an environment at a"
          + " time.",
      "docs/how-to/restore.md says which permissions it needs."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the restored table was read and lacks nothing of the sample",
      "1:it lacks items that the live table has",
      "2:wrong use, or a call of AWS failed"
    },
    exitCodeOnInvalidInput = ExitStatus.NO_RESULT,
    exitCodeOnExecutionException = ExitStatus.NO_RESULT)
public final class DrillCommand implements Callable<Integer> {

  private static final int LOST = 1;

  @Parameters(paramLabel = "ENV", description = "${COMPLETION-CANDIDATES}")
  private EnvironmentName environment;

  @Option(
      names = "--sample",
      defaultValue = "1000",
      description = "how many items to check, or all (default: 1000)")
  private String sample;

  @Mixin private RateOption rate;

  @Spec private CommandSpec spec;

  private final Session session;

  /** A command of this session. */
  public DrillCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var settings = session.settings(environment);
    var progress = new Progress(spec.commandLine().getErr());
    var waiting = new Waiting(session.pause(), "make drill ENV=" + environment);
    var drill =
        new Drill(
            session.clients(settings, progress),
            StoreNames.of(settings.parameters()),
            rate.percent(spec),
            Clock.systemUTC(),
            waiting,
            progress,
            spec.commandLine().getOut());
    return waiting.reaching(() -> drill.run(sample) ? 0 : LOST);
  }
}
