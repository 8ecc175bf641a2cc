package sealedstore.deploy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import sealedstore.deploy.aws.AwsClients;
import sealedstore.deploy.command.ApplyCommand;
import sealedstore.deploy.command.DrillCommand;
import sealedstore.deploy.command.ErrorLines;
import sealedstore.deploy.command.ImportTemplateCommand;
import sealedstore.deploy.command.JudgeCommand;
import sealedstore.deploy.command.MakeVariables;
import sealedstore.deploy.command.PlanCommand;
import sealedstore.deploy.command.PruneCommand;
import sealedstore.deploy.command.RedriveCommand;
import sealedstore.deploy.command.RestoreCommand;
import sealedstore.deploy.command.RetireCommand;
import sealedstore.deploy.command.Session;

/** The command: what is done to a stack in an account. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    version = "deploy 0.1.0",
    description = {
      "Plans and makes changes of an environment's stack in AWS.",
      "Credentials, region and endpoint are those of the shell, as the AWS SDKs find them.",
      "What make calls takes its variables, too: ROLE_ARN= is --role-arn."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private static final Duration PAUSE = Duration.ofSeconds(3);

  private Main() {}

  /**
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    var session =
        new Session(
            Path.of("").toAbsolutePath(),
            System.getenv(),
            AwsClients::new,
            PAUSE,
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
    System.exit(commandLine(session).execute(arguments));
  }

  /** The whole command. */
  static CommandLine commandLine(Session session) {
    CommandLine main = new CommandLine(Main.class);
    main.addSubcommand(calledByMake(new PlanCommand(session), session))
        .addSubcommand(calledByMake(new ApplyCommand(session), session))
        .addSubcommand(calledByMake(new RetireCommand(session), session))
        .addSubcommand(calledByMake(new RestoreCommand(session), session))
        .addSubcommand(calledByMake(new DrillCommand(session), session))
        .addSubcommand(calledByMake(new RedriveCommand(session), session))
        .addSubcommand(calledByMake(new PruneCommand(session), session))
        .addSubcommand(new ImportTemplateCommand(session))
        .addSubcommand(new JudgeCommand());
    main.getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().version(main.getCommandSpec().version()));
    return main.setParameterExceptionHandler(ErrorLines::wrongUse)
        .setExecutionExceptionHandler(ErrorLines::failure);
  }

  private static CommandLine calledByMake(Object command, Session session) {
    return new CommandLine(command).setDefaultValueProvider(new MakeVariables(session.shell()));
  }
}
