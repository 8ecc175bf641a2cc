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
import sealedstore.deploy.stack.EnvironmentResources;
import sealedstore.deploy.stack.Outcome;
import sealedstore.deploy.stack.RetainedResources;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.stack.Tables;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

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

  /** The template's parameter. */
  private static final String ENVIRONMENT = "Environment";

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
    refuseProd(environment.name());
    var settings = session.settings(environment);
    refuseProd(settings.parameters().get(ENVIRONMENT));
    var progress = new Progress(spec.commandLine().getErr());
    var clients = session.clients(settings, progress);
    var client = clients.cloudFormation();
    var stacks = new Stacks(client, session.pause(), "make retire ENV=" + environment);
    Optional<Stack> stack = stacks.find(settings.stack());
    stack.flatMap(it -> Stacks.parameter(it, ENVIRONMENT)).ifPresent(RetireCommand::refuseProd);

    var names =
        new EnvironmentResources(
            settings.parameters().get("Company"), settings.parameters().get(ENVIRONMENT));
    var byName =
        progress.step(
            "looking for table and queue by their names, for the key by its tags",
            () -> names.find(clients));
    var retained =
        stack.map(_ -> RetainedResources.of(client, settings.stack()).and(byName)).orElse(byName);
    if (stack.isEmpty() && retained.descriptions().findAny().isEmpty()) {
      throw new Failure(
          "nothing of %s is in %s: no stack, table or queue, and no key whose tags you may read"
              .formatted(settings.stack(), settings.region()));
    }
    confirm(settings.stack(), stack.isPresent(), retained);

    var tables = new Tables(clients.dynamoDb(), stacks);
    // First, because nothing is deleted yet if this caller may not.
    for (String table : retained.tables()) {
      progress.step(
          "lifting the deletion protection of table " + table, () -> tables.unprotect(table));
    }
    stack.ifPresent(it -> delete(it, new Deletion(client, stacks, progress)));
    delete(retained, tables, clients, progress);
    return 0;
  }

  private static void refuseProd(String environment) {
    if (environment.equals(EnvironmentName.prod.name())) {
      throw new Failure(
          "prod is not retired by a command: docs/how-to/retire.md says how to keep or delete its"
              + " data");
    }
  }

  private void confirm(String stack, boolean exists, RetainedResources retained)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        exists
            ? "This deletes %s and, for good, all its data:".formatted(stack)
            : "There is no stack %s any more. This deletes, for good, what it left:"
                .formatted(stack));
    retained.descriptions().forEach(line -> out.println("  " + line));
    if (!retained.keys().isEmpty()) {
      out.println(
          "Tables of make restore, and backups, stay; without the key nobody can read them.");
    }
    out.print("To delete it, type the name of the stack (%s): ".formatted(stack));
    out.flush();
    String answer = session.answers().readLine();
    if (answer == null || !answer.strip().equals(stack)) {
      throw new Failure("that is not its name: nothing was deleted");
    }
  }

  private static void delete(Stack stack, Deletion deletion) {
    if (deletion.run(stack) instanceof Outcome.Failed failed) {
      throw new Failure(failed.sentence(stack.stackName()));
    }
  }

  private static void delete(
      RetainedResources retained, Tables tables, Clients clients, Progress progress) {
    for (String table : retained.tables()) {
      progress.step("deleting table " + table, () -> tables.delete(table));
    }
    for (String queue : retained.queues()) {
      delete(queue, clients.sqs());
      progress.say("deleted queue %s; its name is free again after 60 seconds".formatted(queue));
    }
    for (String key : retained.keys()) {
      var scheduled =
          clients
              .kms()
              .scheduleKeyDeletion(it -> it.keyId(key).pendingWindowInDays(PENDING_WINDOW_DAYS));
      progress.say(
          "key %1$s will be deleted on %2$s; until then: aws kms cancel-key-deletion --key-id %1$s"
              .formatted(key, scheduled.deletionDate().atZone(ZoneOffset.UTC).toLocalDate()));
    }
  }

  private static void delete(String queue, SqsClient client) {
    try {
      client.deleteQueue(it -> it.queueUrl(queue));
    } catch (QueueDoesNotExistException _) {
      // Gone with the stack: the template retains the failure queue only.
    }
  }
}
