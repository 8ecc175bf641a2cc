package sealedstore.deploy.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sealedstore.deploy.terminal.Failure;

class SettingsTest {

  private static final Path ROOT = Path.of("..");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyEnvironment_hasItsOwnStackInSamconfig(EnvironmentName name) {
    Settings settings = Settings.of(ROOT, name, Map.of());

    assertThat(settings.stack())
        .isEqualTo("%s-%s-sealed-store".formatted(settings.parameters().get("Company"), name));
  }

  @Test
  void regionOfTheShell_comesFirst() {
    assertThat(region(Map.of("AWS_REGION", "eu-west-1"))).isEqualTo("eu-west-1");
    assertThat(region(Map.of("AWS_REGION", ""))).isEqualTo("us-east-1");
    assertThat(region(Map.of("AWS_DEFAULT_REGION", "eu-west-1"))).isEqualTo("eu-west-1");
    assertThat(region(Map.of("AWS_REGION", "eu-west-2", "AWS_DEFAULT_REGION", "eu-west-1")))
        .isEqualTo("eu-west-2");
    assertThat(region(Map.of())).isEqualTo("us-east-1");
  }

  /** As sam deploy --guided saves answers other than the defaults. */
  @Test
  void settingsOfTheCommand_comeBeforeThoseOfAllCommands() throws IOException {
    Files.writeString(
        folder.resolve("samconfig.toml"),
        """
        [default.global.parameters]
        stack_name = "acme-dev-sealed-store"
        region = "us-east-1"
        [default.deploy.parameters]
        stack_name = "globex-dev-sealed-store"
        parameter_overrides = "Company=\\"globex\\" Environment=dev AlarmTopicArn=\\"\\""
        image_repositories = []
        """);

    var settings = Settings.of(folder, EnvironmentName.dev, Map.of());

    assertThat(settings.stack()).isEqualTo("globex-dev-sealed-store");
    assertThat(settings.region()).isEqualTo("us-east-1");
    assertThat(settings.parameters())
        .isEqualTo(Map.of("Company", "globex", "Environment", "dev", "AlarmTopicArn", ""));
  }

  @Test
  void missingFile_isSaid() {
    assertThatThrownBy(() -> Settings.of(folder, EnvironmentName.dev, Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageMatching("there is no .*samconfig.toml: run the command in the folder of .*");
  }

  @Test
  void missingSetting_isNamed() throws IOException {
    for (String text :
        new String[] {
          "",
          "[default.global.parameters]\nregion = 1\n",
          "[default.global.parameters]\nregion = ' '\n"
        }) {
      Files.writeString(folder.resolve("samconfig.toml"), text);

      assertThatThrownBy(() -> Settings.of(folder, EnvironmentName.dev, Map.of()))
          .isInstanceOf(Failure.class)
          .hasMessage("samconfig.toml has no text region in [default.global.parameters]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Environment=dev | samconfig.toml: parameter_overrides in [default.deploy.parameters] has no Company
          Company=acme | samconfig.toml: parameter_overrides in [default.deploy.parameters] has no Environment
          Company | samconfig.toml: parameter_overrides in [default.deploy.parameters]: Company is not NAME=VALUE
          """)
  void parametersThatNameNoEnvironment_areRefused(String overrides, String message)
      throws IOException {
    Files.writeString(
        folder.resolve("samconfig.toml"),
        """
        [default.global.parameters]
        stack_name = "acme-dev-sealed-store"
        region = "us-east-1"
        [default.deploy.parameters]
        parameter_overrides = "%s"
        """
            .formatted(overrides));

    assertThatThrownBy(() -> Settings.of(folder, EnvironmentName.dev, Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessage(message);
  }

  @Test
  void fileThatIsNoToml_isSaidInOneLine() throws IOException {
    Files.writeString(folder.resolve("samconfig.toml"), "[default");

    assertThatThrownBy(() -> Settings.of(folder, EnvironmentName.dev, Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(".*samconfig.toml cannot be read: .+");
  }

  private static String region(Map<String, String> shell) {
    return Settings.of(ROOT, EnvironmentName.stage, shell).region();
  }
}
