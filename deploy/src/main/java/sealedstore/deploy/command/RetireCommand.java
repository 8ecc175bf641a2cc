package sealedstore.deploy.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.aws.Clients;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.stack.Deletion;
import sealedstore.deploy.stack.Outcome;
import sealedstore.deploy.stack.RetainedResources;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;

/** Deletes an environment with all its data. */
@Command(
    name = "retire",
    mixinStandardHelpOptions = true,
    description =
        "Deletes an environment with all its data, after asking; refuses prod. The key is deleted"
            + " after its waiting time of 30 days.",
    exitCodeOnInvalidInput = ExitStatus.FAILED,
    exitCodeOnExecutionException = ExitStatus.FAILED)
public final class RetireCommand implements Callable<Integer> {

  private static final int PENDING_WINDOW_DAYS = 30;

  @Parameters(paramLabel = "ENV", description = "${COMPLETION-CANDIDATES}")
  private EnvironmentName environment;

  @Spec private CommandSpec spec;

  private final Session session;

  /** A command of this session. */
  public RetireCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (environment == EnvironmentName.prod) {
      throw new Failure(
          "prod is not retired by a command: docs/how-to/retire.md says how to keep or delete its"
              + " data");
    }
    var settings = session.settings(environment);
    var clients = session.clients().in(Optional.of(settings.region()));
    var progress = new Progress(spec.commandLine().getErr());
    var retained =
        RetainedResources.of(clients.cloudFormation(), settings.stack())
            .orElseThrow(
                () ->
                    new Failure(
                        "there is no stack %s in %s"
                            .formatted(settings.stack(), settings.region())));
    confirm(settings.stack(), retained);

    for (String table : retained.tables()) {
      clients.dynamoDb().updateTable(it -> it.tableName(table).deletionProtectionEnabled(false));
    }
    Outcome outcome =
        progress.step(
            "deleting " + settings.stack(),
            () -> {
              var client = clients.cloudFormation();
              return new Deletion(client, new Stacks(client, session.pause()))
                  .run(settings.stack());
            });
    if (outcome instanceof Outcome.Failed failed) {
      throw new Failure(failed.sentence(settings.stack()));
    }
    delete(retained, clients, progress);
    return 0;
  }

  private void confirm(String stack, RetainedResources retained) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("This deletes %s and, for good, all its data:".formatted(stack));
    retained.all().forEach(id -> out.println("  " + id));
    out.print("Type the name of the stack to go on: %s? ".formatted(stack));
    out.flush();
    String answer = session.answers().readLine();
    if (answer == null || !answer.strip().equals(stack)) {
      throw new Failure("that is not its name: nothing was deleted");
    }
  }

  private static void delete(RetainedResources retained, Clients clients, Progress progress) {
    for (String table : retained.tables()) {
      clients.dynamoDb().deleteTable(it -> it.tableName(table));
      progress.say("deleted table " + table);
    }
    for (String queue : retained.queues()) {
      clients.sqs().deleteQueue(it -> it.queueUrl(queue));
      progress.say("deleted queue " + queue);
    }
    for (String key : retained.keys()) {
      var scheduled =
          clients
              .kms()
              .scheduleKeyDeletion(it -> it.keyId(key).pendingWindowInDays(PENDING_WINDOW_DAYS));
      progress.say(
          "key %s will be deleted on %s; until then: aws kms cancel-key-deletion"
              .formatted(key, scheduled.deletionDate().atZone(ZoneOffset.UTC).toLocalDate()));
    }
  }
}
