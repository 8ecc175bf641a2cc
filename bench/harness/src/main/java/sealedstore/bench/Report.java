package sealedstore.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run as text and charts. */
final class Report {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private record Column(
      String title, Variant.Scenario scenario, boolean underQuota, String figure, String format) {}

  private static final List<Column> FULL_CPU =
      List.of(
          new Column("init ms", Variant.Scenario.COLD, false, "init", "%,.0f"),
          new Column("cold ms", Variant.Scenario.COLD, false, "cold", "%,.0f"),
          new Column("cold CPU ms", Variant.Scenario.COLD, false, "coldCpu", "%,.0f"),
          new Column("memory MB", Variant.Scenario.COLD, false, "memory", "%,.0f"),
          new Column("warm p50 ms", Variant.Scenario.COLD, false, "warmP50", "%.1f"),
          new Column("warm p99 ms", Variant.Scenario.COLD, false, "warmP99", "%.1f"),
          new Column("CPU ms a call", Variant.Scenario.COLD, false, "warmCpu", "%.1f"));

  private static final List<Column> QUOTA =
      List.of(
          new Column("init ms", Variant.Scenario.COLD, true, "init", "%,.0f"),
          new Column("cold ms", Variant.Scenario.COLD, true, "cold", "%,.0f"),
          new Column("warm p50 ms", Variant.Scenario.COLD, true, "warmP50", "%.1f"),
          new Column("warm p99 ms", Variant.Scenario.COLD, true, "warmP99", "%.1f"));

  private Report() {}

  /** Writes samples, tables and charts into the folder. */
  static void write(Results results, Path folder) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve("samples.json").toFile(), results);
    Files.writeString(folder.resolve("README.md"), text(results));
    for (Chart chart : Chart.of(results)) {
      if (chart.bars().isEmpty()) {
        continue;
      }
      Files.writeString(folder.resolve(chart.file()), chart.svg());
    }
  }

  /** The tables, in Markdown. */
  static String text(Results results) {
    var text = new StringBuilder("# Results\n\nWritten by `" + results.command() + "`. ");
    Machine machine = results.machine();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %d x %s, %d GB, %s, load %.1f before; Java %s, %s. Medians, in brackets the quartiles.%n",
            machine.date(),
            machine.processors(),
            machine.processor(),
            machine.memoryGigabytes(),
            machine.system(),
            machine.load(),
            machine.java(),
            machine.python()));
    goals(text, results);
    section(text, "Cold start and warm calls, full CPU", table(results, FULL_CPU, true));
    section(text, "The same at 0.29 CPU", table(results, QUOTA, false));
    section(text, "First call after a restore", restores(results));
    return text.toString();
  }

  private static void goals(StringBuilder text, Results results) {
    if (results.variants().stream().noneMatch(variant -> variant.name().equals("plain-writer"))) {
      return; // An experiment of its own.
    }
    var table = head(List.of("figure", "this run", "must", "aim", ""));
    for (Ratio ratio : Ratio.of(results)) {
      table.add(
          row(
              List.of(
                  ratio.name(),
                  ratio.value().isPresent() ? number(ratio.value().getAsDouble()) : "-",
                  number(ratio.must()),
                  number(ratio.aim()),
                  ratio.verdict())));
    }
    section(text, "Goals", table);
  }

  private static void section(StringBuilder text, String title, List<String> table) {
    // The first two lines are the head.
    if (table.size() > 2) {
      text.append("\n## ").append(title).append("\n\n").append(String.join("\n", table));
      text.append('\n');
    }
  }

  private static List<String> table(Results results, List<Column> columns, boolean sizes) {
    var head = new ArrayList<String>(List.of("variant"));
    columns.forEach(column -> head.add(column.title()));
    if (sizes) {
      head.add("zip MB");
    }
    head.add("processes");
    var table = head(head);
    Column first = columns.getFirst();
    for (Variant variant : results.variants()) {
      var counted =
          results.figure(variant.name(), first.scenario(), first.underQuota(), first.figure());
      if (counted.isEmpty()) {
        continue;
      }
      var cells = new ArrayList<String>(List.of(variant.label()));
      columns.forEach(column -> cells.add(cell(results, variant, column)));
      if (sizes) {
        cells.add(format("%.1f", results.packageMegabytes().get(variant.name())));
      }
      cells.add(format("%d", counted.get().count()));
      table.add(row(cells));
    }
    return table;
  }

  private static List<String> restores(Results results) {
    var table =
        head(
            List.of(
                "variant",
                "hooks",
                "restore and call ms",
                "of these the call",
                "CPU ms",
                "p50 of the next 100 ms",
                "connection cut later ms",
                "restore and call at 0.29 CPU ms",
                "processes"));
    for (Variant variant : results.variants()) {
      for (var scenario : variant.scenarios()) {
        var counted =
            results
                .figure(variant.name(), scenario, false, "firstCall")
                .or(() -> results.figure(variant.name(), scenario, true, "firstCall"));
        if (counted.isEmpty()) {
          continue;
        }
        var cells = new ArrayList<String>(List.of(variant.label(), hooks(scenario)));
        for (String figure :
            List.of("firstCall", "firstDuration", "firstCallCpu", "warmP50", "reconnect")) {
          var column = new Column("", scenario, false, figure, "%,.1f");
          cells.add(cell(results, variant, column));
        }
        cells.add(cell(results, variant, new Column("", scenario, true, "firstCall", "%,.0f")));
        cells.add(format("%d", counted.get().count()));
        table.add(row(cells));
      }
    }
    return table;
  }

  private static List<String> head(List<String> titles) {
    return new ArrayList<>(List.of(row(titles), "|---".repeat(titles.size()) + "|"));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String hooks(Variant.Scenario scenario) {
    return switch (scenario) {
      case COLD -> throw new IllegalArgumentException("has no hooks");
      case UNPRIMED -> "none";
      case PRIMED -> "primed";
      case PRIMED_WITHOUT_TABLE -> "primed before the table was made";
    };
  }

  private static String cell(Results results, Variant variant, Column column) {
    return results
        .figure(variant.name(), column.scenario(), column.underQuota(), column.figure())
        .map(
            found ->
                format(column.format(), found.median())
                    + format(" (" + column.format(), found.low())
                    + format("-" + column.format() + ")", found.high()))
        .orElse("-");
  }

  private static String number(double value) {
    return value < 0.2 ? format("1/%.0f", 1 / value) : format("%.2f", value);
  }

  private static String format(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
