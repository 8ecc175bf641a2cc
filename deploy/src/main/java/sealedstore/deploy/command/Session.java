package sealedstore.deploy.command;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import sealedstore.deploy.aws.Clients;
import sealedstore.deploy.environment.EnvironmentName;
import sealedstore.deploy.environment.Settings;

/**
 * What the commands work with.
 *
 * @param root the folder of the checkout
 * @param shell environment variables
 * @param clients makes the clients of a region
 * @param pause time between two looks at a stack that is at work
 * @param answers what the user types
 */
public record Session(
    Path root,
    Map<String, String> shell,
    Clients.Factory clients,
    Duration pause,
    BufferedReader answers) {

  Settings settings(EnvironmentName environment) {
    return Settings.of(root, environment, shell);
  }
}
