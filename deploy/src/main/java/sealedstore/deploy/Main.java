package sealedstore.deploy;

import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The command: what is done to a stack in an account. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    version = "deploy 0.1.0",
    description = "Does what is done to a stack in an account.",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private static final Duration PAUSE = Duration.ofSeconds(3);

  private Main() {}

  /**
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(commandLine(Main::client, PAUSE).execute(arguments));
  }

  /**
   * @param clients makes the client, only when CloudFormation is asked
   * @param pause time between two looks at a stack that is being executed
   */
  static CommandLine commandLine(Supplier<CloudFormationClient> clients, Duration pause) {
    return new CommandLine(new Main())
        .addSubcommand(new Judge(clients, pause))
        .setExecutionExceptionHandler(
            (exception, command, _) -> {
              command.getErr().println("error: " + exception.getMessage());
              return Judge.FAILED;
            });
  }

  /** Region, endpoint and credentials come from the environment, as the AWS SDK finds them. */
  private static CloudFormationClient client() {
    return CloudFormationClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
