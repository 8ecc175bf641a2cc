package sealedstore.deploy.command;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.aws.Clients;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.environment.Settings;
import sealedstore.deploy.terminal.Progress;

/**
 * What the commands work with.
 *
 * @param root the folder of the checkout
 * @param shell environment variables
 * @param clientsOf makes the clients of a region
 * @param pause time between two looks at a stack that is at work
 * @param answers what the user types
 */
public record Session(
    Path root,
    Map<String, String> shell,
    Clients.Factory clientsOf,
    Duration pause,
    BufferedReader answers) {

  Settings settings(EnvironmentName environment) {
    return Settings.of(root, environment, shell);
  }

  /** Clients of the region that the shell names, else of the one that the SDK finds. */
  Clients clients() {
    return clientsOf.in(Settings.shellRegion(shell));
  }

  /** Clients of an environment, once the account and region that they reach are shown. */
  Clients clients(Settings settings, Progress progress) {
    Clients clients = clientsOf.in(Optional.of(settings.region()));
    progress.say(
        "account %s, region %s, stack %s"
            .formatted(
                clients.sts().getCallerIdentity().account(), settings.region(), settings.stack()));
    return clients;
  }
}
