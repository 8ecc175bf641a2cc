package sealedstore.deploy.restore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names that template.yaml gives, and those of tables restored from its table.
 *
 * @param table the live table's name
 * @param writer the writer function's name
 */
public record StoreNames(String table, String writer) {

  /**
   * The names of an environment.
   *
   * @param parameters of the template, by name
   */
  public static StoreNames of(Map<String, String> parameters) {
    String prefix = parameters.get("Company") + "-" + parameters.get("Environment");
    return new StoreNames(prefix + "-items", prefix + "-writer");
  }

  /** The table that a restore to this time makes: always the same, so that a repeat finds it. */
  String restored(Instant at) {
    return table + "-restored-" + compact(at);
  }

  /** The table that a drill makes now. */
  String drill(Instant now) {
    return table + "-drill-" + compact(now.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whether a table was made by a drill of this environment. */
  boolean isDrill(String name) {
    return name.matches(Pattern.quote(table) + "-drill-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z");
  }

  /** Without colons, which a table's name must not have: 2026-11-22T080000Z. */
  static String compact(Instant time) {
    return time.toString().replace(":", "");
  }
}
