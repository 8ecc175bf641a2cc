package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedChangeSetTest {

  @TempDir private Path folder;

  @Test
  void contexts_areReadAsJsonInJson() throws Unreadable {
    Change change = Saved.changeSet("parameter-change").changes().getFirst();

    assertThat(change.differences())
        .containsExactly(
            new Difference(
                "ProvisionedThroughput.ReadCapacityUnits", Value.of("5"), Value.of("10")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          failed | is in status FAILED: Transform AWS::Serverless-2016-10-31 failed
          in-progress | is in status CREATE_IN_PROGRESS
          one-page | is one page of several
          without-property-values | use --include-property-values
          new-action | ItemsTable: unknown action "Rename"
          missing | cannot be read
          """)
  void changeSetThatCannotBeJudged_isUnreadable(String name, String message) {
    assertThatThrownBy(() -> Saved.changeSet(name))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | it is empty
          {} {} | something follows the JSON document
          {"a": 1, "a": 2} | Duplicate field
          [] | it has no ChangeSetId
          {"ChangeSetId": 1, "ChangeSetName": "n", "StackName": "s", "Status": ""} | it has no Status
          {"ChangeSetId": "i", "ChangeSetName": "n", "StackName": "s", "Status": "CREATE_COMPLETE", "Changes": [{}]} | it has no Action
          """)
  void otherFile_isUnreadable(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("saved.json"), text);

    assertThatThrownBy(() -> SavedChangeSet.read(file))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Replacement": "False" | "Replacement": "Perhaps" | unknown replacement "Perhaps"
          "Action": "Modify" | "Action": "Modify", "PolicyAction": "Burn" | unknown policy "Burn"
          "BeforeContext": "{ | "BeforeContext": "{{ | its BeforeContext cannot be read as JSON
          """)
  void changeOfUnknownShape_isUnreadable(String known, String unknown, String message)
      throws IOException {
    String text = Files.readString(Saved.path("rotation-off"));
    assertThat(text).contains(known);
    Path file = Files.writeString(folder.resolve("saved.json"), text.replace(known, unknown));

    assertThatThrownBy(() -> SavedChangeSet.read(file))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining(message);
  }
}
