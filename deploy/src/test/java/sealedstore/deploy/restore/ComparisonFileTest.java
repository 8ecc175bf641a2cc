package sealedstore.deploy.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.restore.Difference.Kind;
import sealedstore.deploy.restore.Difference.Live;

class ComparisonFileTest {

  @TempDir private Path folder;

  @Test
  void idsAreReadAsTheyWereWritten_whateverTheirCharacters() {
    List<Difference> differences =
        List.of(
            new Difference("plain id", Kind.DIFFERS, new Live.Item(Optional.of("r-1"))),
            new Difference("# id", Kind.ONLY_LIVE, new Live.Item(Optional.empty())),
            new Difference("\"quoted\"", Kind.DELETED, new Live.Tombstone(Optional.of("r\t2"))),
            new Difference("two\nlines", Kind.TOMBSTONE, new Live.Tombstone(Optional.empty())),
            new Difference(" spaces ", Kind.ONLY_RESTORED, new Live.None()),
            new Difference("é\t\u0001\u2028", Kind.ONLY_RESTORED, new Live.None()));
    var file = new ComparisonFile(folder.resolve("new"), "ids.tsv");
    assertThat(file.exists()).isFalse();

    file.write("table", Instant.EPOCH, differences);

    assertThat(file.exists()).isTrue();
    assertThat(file.read().values()).containsExactlyInAnyOrderElementsOf(differences);
  }
}
