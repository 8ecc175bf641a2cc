package sealedstore.deploy.command;

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
import sealedstore.deploy.stack.Protections.Loosened;
import sealedstore.deploy.stack.StackPolicy;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;

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
  public Integer call() throws Unreadable {
    var settings = session.settings(environment);
    var progress = new Progress(spec.commandLine().getErr());
    var planFile = PlanFile.of(session.root(), settings);
    var client = session.clients(settings, progress).cloudFormation();
    var stacks = new Stacks(client, session.pause(), "make apply ENV=" + environment);
    var protections = new Protections(client, StackPolicy.read(session.root()));
    var deletion = new Deletion(client, stacks, progress);
    String stack = settings.stack();
    cleared(stack, deletion)
        .ifPresent(
            rest -> {
              throw new Failure(
                  "the first deployment of %s was rolled back; %s".formatted(stack, rest));
            });

    Optional<Plan> plan = planFile.read();
    if (plan.isEmpty()) {
      requireMissingProtection(settings, stacks, protections);
    } else if (plan.get().changeSet().isPresent()) {
      ChangeSet changeSet = describe(plan.get().changeSet().get(), stack, client);
      if (!guard.accepts(changeSet)) {
        return ExitStatus.REFUSED;
      }
      var execution = new Execution(client, stacks, progress);
      boolean started = execution.isStarted(changeSet);
      if (started || changeSet.executable()) {
        // Also for what a killed command has started: it may have left the policy loosened.
        try (var _ = loosened(stack, stacks, protections)) {
          report(
              stack, started ? execution.outcome(changeSet) : execution.run(changeSet), deletion);
        }
      } else if (!changeSet.changes().isEmpty()) {
        throw new Failure("CloudFormation would not execute the change set: " + planAgain());
      }
    }
    protections.set(stack);
    progress.say(stack + " has its stack policy and termination protection");
    planFile.delete();
    return 0;
  }

  /** Without a plan there is one thing to do: what an earlier command did not come to. */
  private void requireMissingProtection(Settings settings, Stacks stacks, Protections protections) {
    String stack = settings.stack();
    if (!stacks.exists(stack) || protections.missing(stack).isEmpty()) {
      throw new Failure(
          "nothing is planned for %s in %s: %s".formatted(stack, settings.region(), planAgain()));
    }
  }

  private ChangeSet describe(String planned, String stack, CloudFormationClient client)
      throws Unreadable {
    ChangeSet changeSet;
    try {
      changeSet = new LiveChangeSet(client).describe(planned, stack);
    } catch (ChangeSetNotFoundException e) {
      throw new Failure("the change set that was planned is gone: " + planAgain(), e);
    }
    if (!changeSet.stack().equals(stack)) {
      throw new Failure(
          "the plan is a change set of %s, not of %s: %s"
              .formatted(changeSet.stack(), stack, planAgain()));
    }
    return changeSet;
  }

  /** Loosens the stack policy for what was allowed to be lost; a new stack has no policy yet. */
  private Loosened loosened(String stack, Stacks stacks, Protections protections) {
    Set<String> lost = guard.toLoosen(protections.types());
    return lost.isEmpty() || !stacks.exists(stack) ? () -> {} : protections.loosen(stack, lost);
  }

  private void report(String stack, Outcome outcome, Deletion deletion) {
    switch (outcome) {
      case Outcome.Done(String status) ->
          spec.commandLine()
              .getOut()
              .println("Executed: %s is in status %s".formatted(stack, status));
      case Outcome.Failed failed ->
          throw new Failure(
              failed.sentence(stack)
                  + cleared(stack, deletion).map(rest -> "\n" + rest).orElse(""));
    }
  }

  /** Deletes what a rolled-back first deployment has left; empty if there is no such stack. */
  private Optional<String> cleared(String stack, Deletion deletion) {
    return deletion
        .clearRolledBackCreation(stack)
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done _ -> "its empty stack is deleted: " + planAgain();
                  case Outcome.Failed failed ->
                      "its empty stack cannot be deleted: " + failed.sentence(stack);
                });
  }

  private String planAgain() {
    return "make plan ENV=" + environment;
  }
}
