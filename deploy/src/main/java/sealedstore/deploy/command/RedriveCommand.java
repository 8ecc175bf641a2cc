package sealedstore.deploy.command;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.redrive.FailureQueue;
import sealedstore.deploy.redrive.Patience;
import sealedstore.deploy.redrive.Redrive;
import sealedstore.deploy.redrive.Rules;
import sealedstore.deploy.redrive.Writer;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.terminal.Progress;

/** Writes again what failed asynchronously and waits in a stack's failure queue. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Writes again what failed asynchronously and waits in a stack's failure queue.",
      "Receives all messages, then writes one event per item: the latest by the time at which"
          + " Lambda gave up. A message is deleted only once its event is written, or superseded:"
          + " a later event of its item was written, or its condition does not hold (409).",
      "What waits can be received again at once; if the command was killed, after ten minutes.",
      "Needs cloudformation:DescribeStacks on the stack; sqs:ReceiveMessage, sqs:DeleteMessage,"
          + " sqs:ChangeMessageVisibility and sqs:GetQueueAttributes on the queue; kms:Decrypt on"
          + " the key; lambda:InvokeFunction on the writer's alias."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing waits any more, or listed",
      "1:some wait",
      "2:wrong use, the stack is not this template's, or a call of AWS failed or timed out: what"
          + " was not reported as written by then is still in the queue"
    },
    exitCodeOnInvalidInput = ExitStatus.NO_RESULT,
    exitCodeOnExecutionException = ExitStatus.NO_RESULT)
public final class RedriveCommand implements Callable<Integer> {

  private static final int SOME_WAIT = 1;

  /** 75 s at 3 s: SQS counts a deleted message for up to a minute. */
  private static final int COUNTS = 25;

  /** Five minutes at 3 s: Lambda makes a snapshot in some minutes. */
  private static final int SNAPSHOT = 100;

  private static final String QUEUE = "WriterFailureQueueUrl";
  private static final String WRITER = "WriterAliasArn";

  @Parameters(paramLabel = "STACK", description = "name of the stack")
  private String stack;

  @Option(names = "--list", description = "show what waits, change nothing")
  private boolean list;

  @Option(names = "--if-absent", description = "keep items that exist now, whatever wrote them")
  private boolean ifAbsent;

  @Option(names = "--over-deleted", description = "store events also of items that were deleted")
  private boolean overDeleted;

  @Spec private CommandSpec spec;

  private final Session session;

  /** A command of this session. */
  public RedriveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var clients = session.clients();
    var outputs =
        new Stacks(clients.cloudFormation(), session.pause(), "make redrive STACK=" + stack)
            .outputs(stack, List.of(QUEUE, WRITER));
    var out = spec.commandLine().getOut();
    var progress = new Progress(spec.commandLine().getErr());
    try (var queue = new FailureQueue(clients.sqs(), outputs.get(QUEUE), Clock.systemUTC())) {
      var redrive = new Redrive(queue, new Patience(session.pause(), COUNTS, progress), out);
      if (list) {
        redrive.list();
        return 0;
      }
      var snapshot = new Patience(session.pause(), SNAPSHOT, progress);
      var writer = new Writer(clients.lambdaWithoutRetries(), outputs.get(WRITER), snapshot);
      return redrive.run(writer, new Rules(ifAbsent, overDeleted)) ? 0 : SOME_WAIT;
    }
  }
}
