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
import sealedstore.deploy.guard.value.Value.Text;

class SavedChangeSetTest {

  @TempDir private Path folder;

  @Test
  void contexts_areReadAsJsonInJson() throws Unreadable {
    Change change = Saved.changeSet("parameter-change").changes().getFirst();

    assertThat(change.differences())
        .containsExactly(
            new Difference(
                "ProvisionedThroughput.ReadCapacityUnits", new Text("5"), new Text("10")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          failed | is in status FAILED: Transform AWS::Serverless-2016-10-31 failed
          in-progress | is in status CREATE_IN_PROGRESS
          one-page | is one page of several
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
          {"ChangeSetId": []} | it has no ChangeSetId
          {"ChangeSetId": "i"} | it has no list of Changes
          {"ChangeSetId": "i", "Changes": {}} | it has no list of Changes
          {"ChangeSetId": "i", "Changes": [], "ChangeSetName": "n", "StackId": "a", "StackName": "s", "Status": ""} | it has no Status
          {"ChangeSetId": "i", "Changes": [], "ChangeSetName": "n", "StackId": "a", "StackName": "s", "Status": "CREATE_COMPLETE"} | StackId is no ARN of a stack
          {"ChangeSetId": "i", "Changes": [{}]} | a change of type Resource is not of a resource
          {"ChangeSetId": "i", "Changes": [{"Type": "Hook", "ResourceChange": {}}]} | a change of type Hook is not of a resource
          {"ChangeSetId": "i", "Changes": [{"ResourceChange": {"LogicalResourceId": "A"}}]} | it has no Action
          {"ChangeSetId": "i", "Changes": [{"ResourceChange": {"LogicalResourceId": "A", "Details": [{}]}}]} | A: one of its Details has no Target
          {"ChangeSetId": "i", "Changes": [{"ResourceChange": {"LogicalResourceId": "A", "Action": "Add", "ResourceType": "T", "AfterContext": "[]"}}]} | A: its AfterContext is no object
          {"ChangeSetId": "i", "Changes": [{"ResourceChange": {"LogicalResourceId": "A", "Action": "Add", "ResourceType": "T", "AfterContext": {}}}]} | A: its AfterContext is no text
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
