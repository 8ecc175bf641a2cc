package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.guard.value.Value;

class ReportTest {

  @ParameterizedTest
  @ValueSource(strings = {"key-removed", "key-policy-widened", "table-imported"})
  void text_isAsRecorded(String name) throws IOException, Unreadable {
    assertThat(TextReport.of(report(name), false)).isEqualTo(recorded(name + ".txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key-removed", "key-policy-widened", "table-imported"})
  void markdown_isAsRecorded(String name) throws IOException, Unreadable {
    assertThat(MarkdownReport.of(report(name))).isEqualTo(recorded(name + ".md"));
  }

  @Test
  void colours_areForTerminalsOnly() throws Unreadable {
    assertThat(TextReport.of(report("rotation-off"), true))
        .contains("\u001b[31mRefused: ItemsKey/EnableKeyRotation: ItemsKey")
        .contains("\u001b[33m~ ItemsKey");
    assertThat(TextReport.of(report("rotation-off"), false)).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, NEVER, +, 1 to add",
    "MODIFY, NEVER, ~, 1 to change",
    "MODIFY, CONDITIONAL, -/+, 1 to change",
    "MODIFY, ALWAYS, -/+, 1 to change",
    "REMOVE, NEVER, -, 1 to remove",
    "IMPORT, NEVER, <-, 1 to import",
    "DYNAMIC, NEVER, ?, 1 to decide on execution",
    "SYNC, NEVER, =, 1 to take over as it is"
  })
  void action_hasSignAndCount(
      Change.Action action, Change.Replacement replacement, String sign, String count) {
    var change =
        new Change(
            action,
            "A",
            "",
            "T",
            replacement,
            Change.Fate.DELETED,
            List.of(),
            Value.ABSENT,
            Value.ABSENT,
            Value.ABSENT);
    var report =
        new Report(
            new ChangeSet(
                "arn",
                "n",
                "s",
                new OwnAccount("111122223333", "us-east-1"),
                true,
                List.of(change)),
            List.of(),
            Set.of("B"));

    assertThat(TextReport.of(report, true))
        .contains(": " + count)
        .contains("m" + sign + " A (T)")
        .contains("Allowed, and not found: B");
    assertThat(MarkdownReport.of(report)).contains("**Allowed, and not found:** <code>B</code>");
  }

  @Test
  void whatIsNotShown_isNotAllowedByName() throws Unreadable {
    Path file = Path.of("src/test/resources/guard-cases/d-without-property-values-remove-add.json");
    ChangeSet changeSet = SavedChangeSet.read(file);
    List<Finding> findings = Guard.judge(changeSet);
    var all = findings.stream().map(Finding::id).collect(Collectors.toSet());

    assertThat(new Report(changeSet, findings, all).refused())
        .isNotEmpty()
        .allMatch(finding -> finding.about().equals(Finding.UNSEEN));
  }

  private static Report report(String name) throws Unreadable {
    ChangeSet changeSet = Saved.changeSet(name);
    Set<String> allowed =
        name.equals("key-removed") ? Set.of("ItemsTable/SSESpecification") : Set.of();
    return new Report(changeSet, Guard.judge(changeSet), allowed);
  }

  private static String recorded(String file) throws IOException {
    return Files.readString(Path.of("src/test/resources/reports", file));
  }
}
