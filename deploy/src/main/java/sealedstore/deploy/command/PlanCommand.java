package sealedstore.deploy.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.environment.ParameterValues;
import sealedstore.deploy.environment.PlanFile;
import sealedstore.deploy.environment.PlanFile.Plan;
import sealedstore.deploy.environment.Sam;
import sealedstore.deploy.environment.Settings;
import sealedstore.deploy.environment.TemplateParameters;
import sealedstore.deploy.environment.TemplateReader;
import sealedstore.deploy.guard.LiveChangeSet;
import sealedstore.deploy.guard.Unreadable;
import sealedstore.deploy.stack.Deletion;
import sealedstore.deploy.stack.ListedRoles;
import sealedstore.deploy.stack.PlannedChangeSets;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.terminal.Failure;
import sealedstore.deploy.terminal.Progress;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Builds, makes a change set and shows it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Builds, makes the change set of an environment, shows it, executes nothing.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:harmless, all that is not harmless was allowed, or nothing changes",
      "1:wrong use, or no change set was made",
      "2:something was found that nobody allowed, or allowed that was not found",
      "3:the change set cannot be read"
    },
    exitCodeOnInvalidInput = ExitStatus.FAILED,
    exitCodeOnExecutionException = ExitStatus.FAILED)
public final class PlanCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ENV", description = "${COMPLETION-CANDIDATES}")
  private EnvironmentName environment;

  @Mixin private GuardOptions guard;

  @Option(names = "--built", description = "deploy what sam build has made before")
  private boolean built;

  @Option(
      names = "--artifact-bucket",
      paramLabel = "NAME",
      description = "bucket for the code, else SAM's own")
  private Optional<String> artifactBucket;

  @Option(
      names = "--role-arn",
      paramLabel = "ARN",
      description = "execution role that CloudFormation takes")
  private Optional<String> roleArn;

  @Spec private CommandSpec spec;

  private final Session session;
  private Map<String, String> parameters = Map.of();

  /** A command of this session. */
  public PlanCommand(Session session) {
    this.session = session;
  }

  @Option(
      names = "--parameters",
      paramLabel = "'NAME=VALUE ...'",
      description = "template parameters beside those of samconfig.toml")
  void parameters(String text) {
    try {
      parameters = ParameterValues.parse(text);
    } catch (Failure e) {
      throw new ParameterException(spec.commandLine(), "--parameters: " + e.getMessage(), e);
    }
  }

  @Override
  public Integer call() throws Unreadable {
    var settings = session.settings(environment);
    var progress = new Progress(spec.commandLine().getErr());
    var planFile = PlanFile.of(session.root(), settings);
    var sam = new Sam(session.root(), settings, session.shell());

    planFile.delete();
    var values = new LinkedHashMap<>(settings.parameters());
    values.putAll(parameters);
    var declared = TemplateParameters.of(TemplateReader.read(sam.template(built)));
    declared.check(values);

    var clients = session.clients(settings, progress);
    var cloudFormation = clients.cloudFormation();
    Optional<Stack> stack = look(cloudFormation, settings, progress);
    addRole(values, declared, stack);
    declared.check(values);
    var roles = new ListedRoles(clients.iam(), progress::say);
    ListedRoles.PARAMETERS.forEach(list -> roles.check(list, values.getOrDefault(list, "")));
    if (!built) {
      progress.step("building the functions (sam build)", sam::build);
    }
    new PlannedChangeSets(cloudFormation).deleteUnexecuted(settings.stack());
    Optional<String> changeSet =
        progress.step(
            "creating a change set of %s (sam deploy)".formatted(settings.stack()),
            () -> sam.createChangeSet(values, artifactBucket, roleArn));
    planFile.write(new Plan(changeSet));
    if (changeSet.isEmpty()) {
      progress.say("nothing changes in " + settings.stack());
      return 0;
    }
    var described = new LiveChangeSet(cloudFormation).describe(changeSet.get(), settings.stack());
    if (!guard.accepts(described)) {
      return ExitStatus.REFUSED;
    }
    progress.say("to execute it: make apply ENV=%s%s".formatted(environment, allow()));
    return 0;
  }

  private String allow() {
    return guard.allowed().isEmpty() ? "" : " ALLOW=" + String.join(",", guard.allowed());
  }

  /** The execution role changes the key only where the key policy names it. */
  private void addRole(
      Map<String, String> values, TemplateParameters declared, Optional<Stack> stack) {
    if (roleArn.isPresent() && declared.names().contains(ListedRoles.DEPLOYMENT)) {
      String list =
          Optional.ofNullable(values.get(ListedRoles.DEPLOYMENT))
              .or(() -> stack.flatMap(it -> Stacks.parameter(it, ListedRoles.DEPLOYMENT)))
              .orElse("");
      values.put(ListedRoles.DEPLOYMENT, ListedRoles.with(list, roleArn.get()));
    }
  }

  private Optional<Stack> look(CloudFormationClient client, Settings settings, Progress progress) {
    Optional<Stack> stack =
        new Stacks(client, session.pause(), "make plan ENV=" + environment).find(settings.stack());
    if (stack.filter(Stacks::isDeployed).isEmpty()) {
      progress.say(
          "there is no stack %s in %s yet: this plans its first deployment"
              .formatted(settings.stack(), settings.region()));
    } else if (Deletion.isRolledBackCreation(stack.get())) {
      throw new Failure(
          "the first deployment of %s was rolled back and its empty stack cannot be updated: make"
                  .formatted(settings.stack())
              + " apply ENV=%s deletes it, then plan again".formatted(environment));
    }
    return stack;
  }
}
