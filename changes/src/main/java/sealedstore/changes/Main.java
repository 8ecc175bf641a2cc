package sealedstore.changes;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Starts the command. */
public final class Main {

  private static final Duration PAUSE = Duration.ofSeconds(3);

  private Main() {}

  /**
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(ChangesCommand.commandLine(Main::client, PAUSE).execute(arguments));
  }

  /** Region, endpoint and credentials come from the environment, as the AWS SDK finds them. */
  private static CloudFormationClient client() {
    return CloudFormationClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
