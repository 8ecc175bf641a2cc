package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        .contains("\u001b[31mRefused: ItemsKey")
        .contains("\u001b[33m~ ItemsKey");
    assertThat(TextReport.of(report("rotation-off"), false)).doesNotContain("\u001b");
  }

  @Test
  void markdown_cannotBeBrokenByValues() {
    var change =
        new Change(
            Change.Action.MODIFY,
            "A",
            "",
            "T",
            Change.Replacement.NEVER,
            Change.Fate.DELETED,
            List.of(),
            properties("a|b</code>\n`"),
            properties("@team"));
    var report =
        new Report(new ChangeSet("arn", "n", "s", true, List.of(change)), List.of(), Set.of());

    assertThat(MarkdownReport.of(report))
        .contains(
            "| <code>D</code> | <code>a&#124;b&lt;/code&gt; &#96;</code> | <code>&#64;team</code> |");
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
            Value.ABSENT);
    var report =
        new Report(new ChangeSet("arn", "n", "s", true, List.of(change)), List.of(), Set.of("B"));

    assertThat(TextReport.of(report, true))
        .contains(": " + count)
        .contains("m" + sign + " A (T)")
        .contains("Allowed, and nothing found: B");
    assertThat(MarkdownReport.of(report)).contains("Allowed, and nothing found: <code>B</code>");
  }

  @Test
  void longValue_isCut() {
    assertThat(Report.shorten("x".repeat(301))).hasSize(303).endsWith("...");
    assertThat(Report.shorten("x".repeat(300))).hasSize(300);
  }

  private static Value properties(String description) {
    var properties = new TreeMap<String, Value>();
    properties.put("D", Value.of(description));
    var context = new TreeMap<String, Value>();
    context.put("Properties", new Value.Fields(properties));
    return new Value.Fields(context);
  }

  private static Report report(String name) throws Unreadable {
    ChangeSet changeSet = Saved.changeSet(name);
    return new Report(changeSet, Guard.judge(changeSet), Set.of("ItemsTable"));
  }

  private static String recorded(String file) throws IOException {
    return Files.readString(Path.of("src/test/resources/reports", file));
  }
}
