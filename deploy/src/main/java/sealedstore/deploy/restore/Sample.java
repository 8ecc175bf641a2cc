package sealedstore.deploy.restore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import sealedstore.deploy.terminal.Failure;

/** Items of a table, taken at random parts of the ids' hash, without tombstones. */
final class Sample {

  private static final String ALL = "all";

  /** So that a part has about 100 items; DynamoDB allows a million parts. */
  private static final int ITEMS_OF_A_PART = 100;

  private static final int MAX_PARTS = 1_000_000;

  private Sample() {}

  /**
   * How many: a number, or empty for all.
   *
   * @throws Failure if the text is neither
   */
  static OptionalInt size(String text) {
    if (text.equals(ALL)) {
      return OptionalInt.empty();
    }
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new Failure(
          "SAMPLE: must be all or a number of items from 1 on, and is \"%s\"".formatted(text));
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /**
   * @param size empty for all
   * @param about how many items the table has
   * @return versions by id
   */
  static Map<String, Version> of(
      TableReader table, OptionalInt size, long about, RandomGenerator random) {
    int wanted = size.orElse(Integer.MAX_VALUE);
    int parts = size.isEmpty() ? 1 : Math.clamp(about / ITEMS_OF_A_PART, 1, MAX_PARTS);
    List<Integer> order = new ArrayList<>(IntStream.range(0, parts).boxed().toList());
    Collections.shuffle(order, Random.from(random));
    var versions = new HashMap<String, Version>();
    for (int i = 0; i < parts && versions.size() < wanted; i++) {
      table.scan(
          order.get(i),
          parts,
          item -> {
            var version = Version.of(item);
            if (!version.tombstone()) {
              versions.put(Version.id(item), version);
            }
            return versions.size() < wanted;
          });
    }
    return versions;
  }
}
