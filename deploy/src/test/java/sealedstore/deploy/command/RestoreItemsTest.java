package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.Items;
import sealedstore.deploy.RestoreStage;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class RestoreItemsTest extends RestoreCommandRun {

  @Test
  void namedItems_areCopiedBackAndEachIsReported() throws IOException {
    items("changed\n\n\"gone\"\n same \ndeleted\nnew\nback\nnobody\n");

    assertThat(stage.restore()).isEqualTo(1);

    assertThat(stage.live().items)
        .containsEntry("changed", stage.tables.history.get("changed"))
        .containsEntry("gone", stage.tables.history.get("gone"))
        .containsEntry("back", stage.tables.history.get("back"));
    assertThat(stage.tables.calls)
        .contains("put acme-stage-items changed")
        .doesNotContain("put acme-stage-items deleted", "put acme-stage-items same");
    assertThat(stage.command.out())
        .contains(
            "changed  copied\n",
            "gone  copied\n",
            "same  same in both tables\n",
            "deleted  kept: deleted since; OVER_DELETED=1 stores it again\n",
            "new  kept: the restored table has no such item\n",
            "back  copied\n",
            "nobody  kept: the restored table has no such item\n",
            "4 of 7 items are as they were\n");
  }

  @Test
  void deletedItem_isCopiedBackWithAPersonsWord() throws IOException {
    items("deleted\n");
    stage.command.shell("OVER_DELETED", "1");

    assertThat(stage.restore()).isZero();
    assertThat(stage.live().items).containsEntry("deleted", stage.tables.history.get("deleted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1"})
  void laterTombstone_isNotReplacedByAnEarlierOne(String overDeleted) throws IOException {
    stage.live().items.put("old", Items.tombstone("old", "r-11"));
    items("old\n");
    stage.command.shell("OVER_DELETED", overDeleted);

    assertThat(stage.restore()).isZero();
    assertThat(stage.command.out()).contains("old  deleted in both tables\n");
    assertThat(stage.tables.calls).doesNotContain("put acme-stage-items old");
  }

  @Test
  void itemThatHasChangedSinceTheComparison_isKept() throws IOException {
    items("changed\n");
    stage.tables.fails("put", ConditionalCheckFailedException.builder().build());

    assertThat(stage.restore()).isEqualTo(1);
    assertThat(stage.command.out()).contains("changed  kept: changed since the comparison");
  }

  @Test
  void comparisonOfAnEarlierRun_isTheOneThatCounts() throws IOException {
    items("same\n");
    Files.writeString(root.resolve(RestoreStage.FILE), "differs\tsame\titem\tr-0\n");

    assertThat(stage.restore()).isZero();
    assertThat(stage.command.out()).isEqualTo("same  copied\n1 of 1 items are as they were\n");
  }

  @Test
  void itemWithoutARequestId_isKept() throws IOException {
    items("same\n");
    Files.writeString(root.resolve(RestoreStage.FILE), "differs\tsame\titem\t\n");

    assertThat(stage.restore()).isEqualTo(1);
    assertThat(stage.command.out()).contains("same  kept: has no requestId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "a\tb\tc\td\te",
        "other\ta\titem\tr",
        "differs\ta\tother\tr",
        "differs\t\"a\titem\tr"
      })
  void fileThatIsNoComparison_isOneSentence(String line) throws IOException {
    items("same\n");
    Files.writeString(root.resolve(RestoreStage.FILE), line + "\n");

    assertThat(stage.restore()).isEqualTo(2);
    assertThat(stage.command.err()).containsPattern("error: (.* is no file of a comparison|an id)");
  }

  @Test
  void fileOfIdsThatCannotBeRead_isOneSentence() {
    stage.command.shell("ITEMS", "missing.txt");

    assertFails("there is no file " + root.resolve("missing.txt"));
  }

  private void items(String lines) throws IOException {
    Files.createDirectories(root.resolve(".aws-sam"));
    Files.writeString(root.resolve("ids.txt"), lines);
    stage.command.shell("ITEMS", "ids.txt");
  }
}
