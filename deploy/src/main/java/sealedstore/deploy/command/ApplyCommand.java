package sealedstore.deploy.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.environment.PlanFile;
import sealedstore.deploy.guard.ChangeSet;
import sealedstore.deploy.guard.LiveChangeSet;
import sealedstore.deploy.guard.Unreadable;
import sealedstore.deploy.stack.Execution;
import sealedstore.deploy.stack.Outcome;
import sealedstore.deploy.stack.Protections;
import sealedstore.deploy.stack.StackPolicy;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Executes the change set that plan has shown, then protects the stack. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description =
        "Executes the change set that plan has shown, then sets and verifies stack policy and"
            + " termination protection.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:executed and protected",
      "1:wrong use, nothing is planned, or the execution failed",
      "2:refused: something was found that nobody allowed, or allowed that was not found",
      "3:the change set cannot be read"
    },
    exitCodeOnInvalidInput = ExitStatus.FAILED,
    exitCodeOnExecutionException = ExitStatus.FAILED)
public final class ApplyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ENV", description = "${COMPLETION-CANDIDATES}")
  private EnvironmentName environment;

  @Mixin private GuardOptions guard;
  @Spec private CommandSpec spec;

  private final Session session;

  /** A command of this session. */
  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    var settings = session.settings(environment);
    var progress = new Progress(spec.commandLine().getErr());
    var planFile = PlanFile.of(session.root(), settings);
    var plan =
        planFile
            .read()
            .orElseThrow(
                () ->
                    new Failure(
                        "nothing is planned for %s: make plan ENV=%s"
                            .formatted(settings.stack(), environment)));
    var client = session.clients().in(Optional.of(settings.region())).cloudFormation();
    var protections = new Protections(client, StackPolicy.read(session.root()));

    if (plan.changeSet().isPresent()) {
      ChangeSet changeSet;
      try {
        changeSet = new LiveChangeSet(client).describe(plan.changeSet().get(), null);
        if (!guard.accepts(changeSet, spec.commandLine().getOut())) {
          return ExitStatus.REFUSED;
        }
      } catch (Unreadable e) {
        spec.commandLine().getErr().println("error: " + e.getMessage());
        return ExitStatus.UNREADABLE;
      }
      execute(changeSet, client, protections);
    }
    protections.set(settings.stack());
    progress.say(settings.stack() + " has its stack policy and termination protection");
    planFile.delete();
    return 0;
  }

  private void execute(ChangeSet changeSet, CloudFormationClient client, Protections protections) {
    if (changeSet.changes().isEmpty()) {
      return;
    }
    if (!changeSet.executable()) {
      throw new Failure("CloudFormation would not execute it: make a new change set");
    }
    var stacks = new Stacks(client, session.pause());
    var execution = new Execution(client, stacks);
    if (guard.toLoosen().isEmpty() || !stacks.exists(changeSet.stack())) {
      report(changeSet.stack(), execution.run(changeSet));
    } else {
      try (var _ = protections.loosen(changeSet.stack(), guard.toLoosen())) {
        report(changeSet.stack(), execution.run(changeSet));
      }
    }
  }

  private void report(String stack, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(String status) ->
          spec.commandLine()
              .getOut()
              .println("Executed: %s is in status %s".formatted(stack, status));
      case Outcome.Failed failed -> throw new Failure(failed.sentence(stack));
    }
  }
}
