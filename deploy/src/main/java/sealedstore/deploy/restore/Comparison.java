package sealedstore.deploy.restore;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.restore.Difference.Kind;

/**
 * Two tables, compared item by item. A tombstone is compared as what it is and counted apart.
 *
 * @param differences by no order
 */
record Comparison(Count live, Count restored, List<Difference> differences) {

  /** What a table has. */
  record Count(int items, int tombstones) {

    private Count and(Version version) {
      return version.tombstone()
          ? new Count(items, tombstones + 1)
          : new Count(items + 1, tombstones);
    }

    @Override
    public String toString() {
      return "%,d items, %,d tombstones".formatted(items, tombstones);
    }
  }

  /** Reads both. Holds about 300 bytes in memory for each item of the restored one. */
  static Comparison of(TableReader live, TableReader restored) {
    var versions = new HashMap<String, Version>();
    var restoredCount = new Count[] {new Count(0, 0)};
    restored.scan(
        item -> {
          var version = Version.of(item);
          versions.put(Version.id(item), version);
          restoredCount[0] = restoredCount[0].and(version);
        });
    var differences = new ArrayList<Difference>();
    var liveCount = new Count[] {new Count(0, 0)};
    live.scan(
        item -> {
          var version = Version.of(item);
          String id = Version.id(item);
          liveCount[0] = liveCount[0].and(version);
          Difference.between(id, Optional.of(version), Optional.ofNullable(versions.remove(id)))
              .ifPresent(differences::add);
        });
    versions.forEach(
        (id, version) ->
            Difference.between(id, Optional.empty(), Optional.of(version))
                .ifPresent(differences::add));
    return new Comparison(liveCount[0], restoredCount[0], List.copyOf(differences));
  }

  /** How many there are of each kind. */
  Map<Kind, Integer> byKind() {
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, 0);
    }
    differences.forEach(it -> counts.merge(it.kind(), 1, Integer::sum));
    return counts;
  }

  /** Counts only: ids are in the file. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("live           %s".formatted(live));
    lines.add("restored       %s".formatted(restored));
    byKind().forEach((kind, count) -> lines.add("%-13s  %,d".formatted(kind, count)));
    return lines;
  }
}
