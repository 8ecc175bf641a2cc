package sealedstore.deploy.command;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.environment.PlanFile;
import sealedstore.deploy.environment.PlanFile.Plan;
import sealedstore.deploy.environment.Settings;
import sealedstore.deploy.guard.ChangeSet;
import sealedstore.deploy.guard.LiveChangeSet;
import sealedstore.deploy.guard.Unreadable;
import sealedstore.deploy.stack.Deletion;
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
    var client = session.clients(settings, progress).cloudFormation();
    var stacks = new Stacks(client, session.pause(), "make apply ENV=" + environment);
    var protections = new Protections(client, StackPolicy.read(session.root()));
    if (clear(settings.stack(), client, stacks).isPresent()) {
      throw new Failure(
          "the first deployment of %s was rolled back; its empty stack is deleted now: make plan"
                  .formatted(settings.stack())
              + " ENV=%s begins again".formatted(environment));
    }

    Optional<Plan> plan = planFile.read();
    if (plan.isEmpty()) {
      requireMissingProtection(settings, stacks, protections);
    } else if (plan.get().changeSet().isPresent()) {
      ChangeSet changeSet;
      try {
        changeSet =
            new LiveChangeSet(client).describe(plan.get().changeSet().get(), settings.stack());
        if (!changeSet.stack().equals(settings.stack())) {
          throw new Failure(
              "the plan is a change set of %s, not of %s: make plan ENV=%s"
                  .formatted(changeSet.stack(), settings.stack(), environment));
        }
        if (!guard.accepts(changeSet, spec.commandLine().getOut())) {
          return ExitStatus.REFUSED;
        }
      } catch (Unreadable e) {
        spec.commandLine().getErr().println("error: " + e.getMessage());
        return ExitStatus.UNREADABLE;
      }
      execute(changeSet, client, stacks, protections);
    }
    protections.set(settings.stack());
    progress.say(settings.stack() + " has its stack policy and termination protection");
    planFile.delete();
    return 0;
  }

  /** Without a plan there is one thing to do: what an earlier command did not come to. */
  private void requireMissingProtection(Settings settings, Stacks stacks, Protections protections) {
    String stack = settings.stack();
    if (!stacks.exists(stack) || protections.missing(stack).isEmpty()) {
      throw new Failure(
          "nothing is planned for %s in %s: make plan ENV=%s"
              .formatted(stack, settings.region(), environment));
    }
  }

  private void execute(
      ChangeSet changeSet, CloudFormationClient client, Stacks stacks, Protections protections) {
    var execution = new Execution(client, stacks);
    if (execution.isStarted(changeSet)) {
      report(changeSet, execution.outcome(changeSet), client, stacks);
    } else if (changeSet.executable()) {
      Set<String> lost = guard.toLoosen(protections.types());
      if (lost.isEmpty() || !stacks.exists(changeSet.stack())) {
        report(changeSet, execution.run(changeSet), client, stacks);
      } else {
        try (var _ = protections.loosen(changeSet.stack(), lost)) {
          report(changeSet, execution.run(changeSet), client, stacks);
        }
      }
    } else if (!changeSet.changes().isEmpty()) {
      throw new Failure("CloudFormation would not execute it: make a new change set");
    }
  }

  private static Optional<Outcome> clear(String stack, CloudFormationClient client, Stacks stacks) {
    return new Deletion(client, stacks).clearRolledBackCreation(stack);
  }

  private void report(
      ChangeSet changeSet, Outcome outcome, CloudFormationClient client, Stacks stacks) {
    String stack = changeSet.stack();
    switch (outcome) {
      case Outcome.Done(String status) ->
          spec.commandLine()
              .getOut()
              .println("Executed: %s is in status %s".formatted(stack, status));
      case Outcome.Failed failed ->
          throw new Failure(
              failed.sentence(stack)
                  + clear(stack, client, stacks)
                      .map(_ -> "\nNothing is left of it: its empty stack is deleted")
                      .orElse(""));
    }
  }
}
