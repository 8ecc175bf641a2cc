package sealedstore.deploy.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.redrive.FailureQueue;
import sealedstore.deploy.redrive.Redrive;
import sealedstore.deploy.redrive.Writer;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.terminal.Failure;

/** Writes again what failed asynchronously and waits in a stack's failure queue. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Writes again what failed asynchronously and waits in a stack's failure queue.",
      "A message is deleted only once the writer has answered 200. One that is not written, or is"
          + " no failure record of Lambda's, stays; it can be received again after two minutes.",
      "Needs cloudformation:DescribeStacks on the stack; sqs:ReceiveMessage, sqs:DeleteMessage and"
          + " sqs:ChangeMessageVisibility on the queue; kms:Decrypt on the key;"
          + " lambda:InvokeFunction on the writer's alias."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all written, or listed",
      "1:some are still in the queue",
      "2:wrong use, the stack is not this template's, or a call of AWS failed or timed out: what",
      " was not reported as written by then is still in the queue"
    },
    exitCodeOnInvalidInput = RedriveCommand.FAILED,
    exitCodeOnExecutionException = RedriveCommand.FAILED)
public final class RedriveCommand implements Callable<Integer> {

  private static final int SOME_STAY = 1;
  static final int FAILED = 2;

  private static final String QUEUE = "WriterFailureQueueUrl";
  private static final String WRITER = "WriterAliasArn";

  @Parameters(paramLabel = "STACK", description = "name of the stack")
  private String stack;

  @Option(names = "--list", description = "show what waits, change nothing")
  private boolean list;

  @Option(names = "--if-absent", description = "keep items that exist now, whatever wrote them")
  private boolean ifAbsent;

  @Spec private CommandSpec spec;

  private final Session session;

  /** A command of this session. */
  public RedriveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    var clients = session.clients();
    var outputs =
        new Stacks(clients.cloudFormation(), session.pause(), "make redrive STACK=" + stack)
            .find(stack)
            .map(Stacks::outputs)
            .orElseThrow(() -> new Failure("there is no stack " + stack));
    if (!outputs.containsKey(QUEUE) || !outputs.containsKey(WRITER)) {
      throw new Failure(
          "%s is no stack of this template, or is not deployed: it has no output %s or %s"
              .formatted(stack, QUEUE, WRITER));
    }
    var redrive =
        new Redrive(
            new FailureQueue(clients.sqs(), outputs.get(QUEUE)), spec.commandLine().getOut());
    if (list) {
      redrive.list();
      return 0;
    }
    return redrive.run(new Writer(clients.lambda(), outputs.get(WRITER)), ifAbsent) ? 0 : SOME_STAY;
  }
}
