package sealedstore.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One function to measure, as a file of variants lists it.
 *
 * @param name short, for the table of samples
 * @param label for tables and charts
 * @param runtime how it is started
 * @param code folder of its package, relative to the bench folder
 * @param without jars left out of the package, by name prefix
 * @param innerJars how the jars are stored in the package
 * @param handler the value of Lambda's handler setting
 * @param operation what it is called for
 * @param javaToolOptions JVM settings, or null for those of template.yaml
 * @param primesOffline whether its hook intentionally sends DynamoDB nothing
 * @param scenarios what is measured
 */
record Variant(
    String name,
    String label,
    Runtime runtime,
    String code,
    List<String> without,
    InnerJars innerJars,
    String handler,
    Operation operation,
    String javaToolOptions,
    boolean primesOffline,
    List<Scenario> scenarios) {

  enum Runtime {
    JAVA,
    PYTHON
  }

  enum InnerJars {
    AS_BUILT,
    STORED,
    COMPRESSED
  }

  /** Both on the same item, which has an id and one string field. */
  enum Operation {
    WRITE("{\"id\":\"bench-1\",\"data\":{\"greeting\":\"hello\"}}"),
    READ("{\"id\":\"bench-1\"}");

    final String event;

    Operation(String event) {
      this.event = event;
    }
  }

  enum Scenario {
    /** A new process: init, first call, then warm calls. */
    COLD,
    /** First call after init without hooks, as if restored from a snapshot that was not primed. */
    UNPRIMED,
    /** First call after a restore whose checkpoint hooks have run. */
    PRIMED,
    /** As PRIMED, but the table did not exist when the hooks ran. */
    PRIMED_WITHOUT_TABLE
  }

  Variant {
    without = without == null ? List.of() : without;
    innerJars = innerJars == null ? InnerJars.AS_BUILT : innerJars;
  }

  boolean isPrimed() {
    return scenarios.contains(Scenario.PRIMED);
  }

  static List<Variant> read(Path file) throws IOException {
    return List.of(new JsonMapper().readValue(file.toFile(), Variant[].class));
  }
}
