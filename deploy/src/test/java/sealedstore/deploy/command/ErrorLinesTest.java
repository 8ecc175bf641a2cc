package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import sealedstore.deploy.aws.AwsClients;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;

/** What a shell lacks, as the SDK says it and as the command does. */
class ErrorLinesTest {

  @Test
  void credentialsThatNobodyHasSet_areOneLineThatSaysWhatToDo() {
    var profiles =
        ProfileCredentialsProvider.builder().profileFile(ProfileFile.aggregator().build()).build();
    var chain = AwsCredentialsProviderChain.of(profiles);

    assertThat(said(catchException(chain::resolveCredentials)))
        .isEqualTo(
            "error: no AWS credentials found: log in; for the local AWS set what make up prints\n");
  }

  @Test
  void regionThatNobodyHasSet_isOneLineThatSaysWhatToDo() {
    var profiles = new AwsProfileRegionProvider(() -> ProfileFile.aggregator().build(), "default");
    var chain = new AwsRegionProviderChain(profiles);

    assertThat(said(catchException(chain::getRegion)))
        .isEqualTo("error: no AWS region is set: set AWS_REGION\n");
  }

  private static String said(Exception exception) {
    var session = new Session(Path.of(""), Map.of(), AwsClients::new, Duration.ZERO, null);
    var err = new StringWriter();
    var command = new CommandLine(new PruneCommand(session)).setErr(new PrintWriter(err, true));
    ErrorLines.failure(exception, command, null);
    return err.toString();
  }
}
