package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Fields;
import sealedstore.deploy.guard.value.Value.Items;
import sealedstore.deploy.guard.value.Value.Text;

/**
 * What differs at one path of a resource's properties.
 *
 * @param path fields joined by dots, {@code Tags[Company].Value}
 */
record Difference(String path, Value before, Value after) {

  /** Fields that tell the items of a list apart. */
  private static final List<String> NAMES = List.of("Key", "AttributeName", "IndexName", "Id");

  /** Every difference, a policy document being one value. */
  static List<Difference> between(Value before, Value after) {
    return between(before, after, path -> false);
  }

  /**
   * @param whole the paths whose values are compared as one
   */
  static List<Difference> between(Value before, Value after, Predicate<String> whole) {
    var found = new ArrayList<Difference>();
    compare("", before, after, whole, found);
    return List.copyOf(found);
  }

  /** The name of the property that it belongs to. */
  String property() {
    return path.split("[.\\[]", 2)[0];
  }

  private static void compare(
      String path, Value before, Value after, Predicate<String> whole, List<Difference> found) {
    if (before.equals(after)) {
      return;
    }
    if (whole.test(path) || isPolicy(before) || isPolicy(after)) {
      found.add(new Difference(path, before, after));
    } else if (before instanceof Fields(var old) && after instanceof Fields(var changed)) {
      compareAll(path, ".", "", old, changed, whole, found);
    } else if (before == Value.ABSENT && after instanceof Fields(var added)) {
      compareAll(path, ".", "", new TreeMap<>(), added, whole, found);
    } else if (before instanceof Fields(var removed) && after == Value.ABSENT) {
      compareAll(path, ".", "", removed, new TreeMap<>(), whole, found);
    } else if (isNamed(before) && isNamed(after)) {
      compareAll(path, "[", "]", byName(before), byName(after), whole, found);
    } else {
      found.add(new Difference(path, before, after));
    }
  }

  private static boolean isPolicy(Value value) {
    return value.at("Statement") != Value.ABSENT;
  }

  private static void compareAll(
      String path,
      String open,
      String close,
      Map<String, Value> before,
      Map<String, Value> after,
      Predicate<String> whole,
      List<Difference> found) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      compare(
          path.isEmpty() ? name : path + open + name + close,
          before.getOrDefault(name, Value.ABSENT),
          after.getOrDefault(name, Value.ABSENT),
          whole,
          found);
    }
    // An empty object against none is a difference, too.
    if (names.isEmpty()) {
      found.add(new Difference(path, new Fields(new TreeMap<>()), Value.ABSENT));
    }
  }

  private static boolean isNamed(Value list) {
    return list == Value.ABSENT
        || list instanceof Items(var items) && byName(list).size() == items.size();
  }

  private static SortedMap<String, Value> byName(Value list) {
    var named = new TreeMap<String, Value>();
    for (Value item : list.asList()) {
      for (String field : NAMES) {
        if (item.at(field) instanceof Text(String name)) {
          named.put(name, item);
          break;
        }
      }
    }
    return named;
  }
}
