package sealedstore.deploy.command;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.stack.FunctionVersions;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** Deletes old versions of an environment's functions. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes old versions of both functions: they count against the account's code storage.",
      "Keeps the newest, the versions that an alias or the stack names, and the one before each of"
          + " these, to which a rollback goes.",
      "Needs cloudformation:DescribeStacks and cloudformation:ListStackResources on the stack;"
          + " lambda:ListVersionsByFunction, lambda:ListAliases and lambda:DeleteFunction on the"
          + " functions."
    },
    exitCodeOnInvalidInput = ExitStatus.FAILED,
    exitCodeOnExecutionException = ExitStatus.FAILED)
public final class PruneCommand implements Callable<Integer> {

  private static final String VERSION = "AWS::Lambda::Version";
  private static final List<String> FUNCTIONS = List.of("WriterFunctionName", "ReaderFunctionName");
  private static final int FEWEST = 2;

  @Parameters(paramLabel = "ENV", description = "${COMPLETION-CANDIDATES}")
  private EnvironmentName environment;

  @Spec private CommandSpec spec;

  private final Session session;
  private int keep;

  /** A command of this session. */
  public PruneCommand(Session session) {
    this.session = session;
  }

  @Option(
      names = "--keep",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description = "how many of the newest versions stay, 2 or more (default: 3)")
  void keep(int newest) {
    if (newest < FEWEST) {
      throw new ParameterException(
          spec.commandLine(), "--keep: must be %d or more, and is %d".formatted(FEWEST, newest));
    }
    keep = newest;
  }

  @Override
  public Integer call() {
    var settings = session.settings(environment);
    var progress = new Progress(spec.commandLine().getErr());
    var clients = session.clients(settings, progress);
    Map<String, String> outputs =
        new Stacks(clients.cloudFormation(), session.pause(), "make prune ENV=" + environment)
            .outputs(settings.stack(), FUNCTIONS);
    Set<String> deployed = deployedVersions(clients.cloudFormation(), settings.stack());
    for (String output : FUNCTIONS) {
      prune(new FunctionVersions(clients.lambda(), outputs.get(output)), deployed, progress);
    }
    return 0;
  }

  /** ARNs of the versions that the stack's template names: an alias may have been moved by hand. */
  private static Set<String> deployedVersions(CloudFormationClient client, String stack) {
    return client
        .listStackResourcesPaginator(it -> it.stackName(stack))
        .stackResourceSummaries()
        .stream()
        .filter(resource -> resource.resourceType().equals(VERSION))
        .map(StackResourceSummary::physicalResourceId)
        .collect(Collectors.toSet());
  }

  private void prune(FunctionVersions versions, Set<String> deployed, Progress progress) {
    var all = versions.all();
    Set<Long> inUse = new HashSet<>(versions.inUse());
    all.stream()
        .filter(
            number ->
                deployed.stream()
                    .anyMatch(arn -> arn.endsWith(":" + versions.function() + ":" + number)))
        .forEach(inUse::add);
    List<Long> notNeeded = FunctionVersions.notNeeded(all, inUse, keep);
    for (long number : notNeeded) {
      versions.delete(number);
      progress.say("deleted %s:%d".formatted(versions.function(), number));
    }
    all.removeAll(Set.copyOf(notNeeded));
    spec.commandLine()
        .getOut()
        .println(
            "%s: %d versions deleted, kept %s"
                .formatted(
                    versions.function(),
                    notNeeded.size(),
                    all.stream().map(String::valueOf).collect(Collectors.joining(", "))));
  }
}
