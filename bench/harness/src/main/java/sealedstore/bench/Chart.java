package sealedstore.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of horizontal bars, each with its quartiles.
 *
 * @param file name of the file
 * @param title with the unit
 * @param bars from top to bottom
 */
record Chart(String file, String title, List<Bar> bars) {

  private static final int LABEL_WIDTH = 330;
  private static final int BAR_WIDTH = 400;
  private static final int ROW = 26;

  record Bar(String label, Statistics value) {}

  static List<Chart> of(Results results) {
    var cold = new Chart("cold.svg", "Cold start, full CPU (ms)", new ArrayList<>());
    var warm = new Chart("warm.svg", "Warm call, p50, full CPU (ms)", new ArrayList<>());
    var memory = new Chart("memory.svg", "Memory after the first call (MB)", new ArrayList<>());
    var zip = new Chart("zip.svg", "Function zip (MB)", new ArrayList<>());
    var restore =
        new Chart("restore.svg", "First call after a restore, 0.29 CPU (ms)", new ArrayList<>());
    for (Variant variant : results.variants()) {
      cold.add(results, variant, Variant.Scenario.COLD, false, "cold", "");
      warm.add(results, variant, Variant.Scenario.COLD, false, "warmP50", "");
      memory.add(results, variant, Variant.Scenario.COLD, false, "memory", "");
      double size = results.packageMegabytes().get(variant.name());
      zip.bars().add(new Bar(variant.label(), new Statistics(size, size, size, 1)));
      restore.add(results, variant, Variant.Scenario.UNPRIMED, true, "firstCall", ", not primed");
      restore.add(results, variant, Variant.Scenario.PRIMED, true, "firstCall", ", primed");
    }
    return List.of(cold, warm, memory, zip, restore);
  }

  private void add(
      Results results,
      Variant variant,
      Variant.Scenario scenario,
      boolean underQuota,
      String figure,
      String suffix) {
    results
        .figure(variant.name(), scenario, underQuota, figure)
        .ifPresent(value -> bars.add(new Bar(variant.label() + suffix, value)));
  }

  String svg() {
    double most = bars.stream().mapToDouble(bar -> bar.value().high()).max().orElse(1);
    int width = LABEL_WIDTH + BAR_WIDTH + 80;
    int height = (bars.size() + 1) * ROW + 14;
    var svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">",
        width,
        height,
        width);
    line(svg, "<title>%s</title>", title);
    line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    line(svg, "<text x=\"8\" y=\"20\" font-weight=\"bold\">%s</text>", title);
    for (int i = 0; i < bars.size(); i++) {
      bar(svg, bars.get(i), (i + 1) * ROW + 6, BAR_WIDTH / most);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder svg, Bar bar, int top, double scale) {
    Statistics value = bar.value();
    String colour = bar.label().startsWith("Sealed") ? "#1a7f5a" : "#8a99a8";
    int middle = top + 9;
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LABEL_WIDTH - 8,
        middle + 5,
        bar.label());
    line(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/>",
        LABEL_WIDTH,
        top,
        value.median() * scale,
        colour);
    line(
        svg,
        "<path d=\"M%.1f %dH%.1f\" stroke=\"#222\" stroke-width=\"2\"/>",
        LABEL_WIDTH + value.low() * scale,
        middle,
        LABEL_WIDTH + value.high() * scale);
    line(
        svg,
        "<text x=\"%.1f\" y=\"%d\">%s</text>",
        LABEL_WIDTH + value.high() * scale + 6,
        middle + 5,
        String.format(Locale.ROOT, value.median() < 20 ? "%.1f" : "%,.0f", value.median()));
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
