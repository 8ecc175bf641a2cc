package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.guard.Saved;

class JudgeCommandTest extends CommandTest {

  @ParameterizedTest
  @CsvSource({
    "parameter-change, 0",
    "empty, 0",
    "table-replaced, 2",
    "memory-change-without-version, 2",
    "failed, 3",
    "missing, 3"
  })
  void exitStatus_saysWhatTheChangeSetIs(String name, int status) {
    assertThat(judge(name)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          judge | Missing required parameter: 'FILE'
          judge a --execute | Unknown option: '--execute'
          plan nowhere | Invalid value for ENV: expected one of [dev, stage, prod] (case-sensitive) but was 'nowhere'
          apply | Missing required parameter: 'ENV'
          """)
  void wrongUse_isOneLineAndAHint(String arguments, String message) {
    assertThat(command.run(arguments.split(" "))).isEqualTo(1);
    assertThat(command.err()).startsWith("error: ").contains(message).hasLineCount(2);
  }

  @Test
  void hint_isOfTheCommandThatWasTyped() {
    command.run("judge");
    assertThat(command.err()).endsWith("see --help\n");
    command.run("plan");
    assertThat(command.err()).endsWith("see make help\n");
  }

  @Test
  void wrongUse_printsNothingButText() {
    command.run("plan", "a\n::error::b");
    assertThat(command.err()).doesNotContain("\n::");
  }

  @Test
  void misspeltCommand_isAnsweredWithTheOneThatIsMeant() {
    assertThat(command.run("aply")).isEqualTo(2);
    assertThat(command.err()).contains("Did you mean: deploy apply");
  }

  @Test
  void allowedFinding_isPrintedAsSuchAndPasses() {
    assertThat(judge("table-replaced", "--allow", "ItemsTable/replaced")).isZero();
    assertThat(command.out())
        .contains("Allowed: ItemsTable/replaced: ItemsTable (AWS::DynamoDB::Table): would be")
        .contains("Allowed by name: 1 of 1 findings.")
        .doesNotContain("Refused", "Harmless");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ItemsTable", "ItemsTable/*", "*", "ItemsTable/removed"})
  void nameThatWasNotFound_isRefused(String id) {
    assertThat(judge("table-replaced", "--allow", "ItemsTable/replaced," + id)).isEqualTo(2);
    assertThat(command.out()).contains("Allowed, and not found: " + id);
  }

  @Test
  void otherFinding_isNotAllowed() {
    assertThat(judge("key-removed", "--allow", "ItemsKey/removed")).isEqualTo(2);
    assertThat(command.out())
        .contains("Allowed: ItemsKey/removed")
        .contains("Refused: ItemsTable/SSESpecification")
        .contains("ALLOW=ItemsKey/removed,ItemsKeyAlias/removed,ItemsTable/SSESpecification");
  }

  @Test
  void spacesBetweenAllowedFindings_areNoPartOfThem() {
    String allowed = "ItemsKey/removed, ItemsKeyAlias/removed ,ItemsTable/SSESpecification";

    judge("key-removed", "--allow", allowed);

    assertThat(command.out()).doesNotContain("not found");
  }

  @Test
  void summary_isAppendedAsMarkdown() throws IOException {
    Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");

    judge("rotation-off", "--summary", summary.toString());

    assertThat(summary)
        .content()
        .startsWith("before\n### <code>Change set")
        .contains("- **Refused:** <code>ItemsKey/EnableKeyRotation</code> <code>ItemsKey")
        .contains("| <code>ItemsKey</code> | <code>AWS::KMS::Key</code> | change | never |");
    assertThat(command.out()).doesNotContain("###");
  }

  @Test
  void summaryThatCannotBeWritten_isSaidInOneLineWithItsOption() {
    Path summary = folder.resolve("no-folder/summary.md");

    assertThat(judge("rotation-off", "--summary", summary.toString())).isEqualTo(1);
    assertThat(command.err())
        .startsWith(
            "error: --summary: %s cannot be written: there is no such file or folder\n"
                .formatted(summary));
  }

  private int judge(String changeSet, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "judge";
    arguments[1] = Saved.path(changeSet).toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return command.run(arguments);
  }
}
