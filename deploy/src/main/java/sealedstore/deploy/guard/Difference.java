package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import sealedstore.deploy.guard.Value.Fields;
import sealedstore.deploy.guard.Value.Items;
import sealedstore.deploy.guard.Value.Text;

/**
 * What differs at one path of a resource's properties.
 *
 * @param path fields joined by dots, {@code Tags[Company].Value}
 */
record Difference(String path, Value before, Value after) {

  /** Fields that tell the items of a list apart. */
  private static final List<String> NAMES =
      List.of("Key", "AttributeName", "PolicyName", "IndexName", "Name", "Id");

  /** Every difference, a policy document being one value. */
  static List<Difference> between(Value before, Value after) {
    var found = new ArrayList<Difference>();
    compare("", before, after, found);
    return List.copyOf(found);
  }

  /** Whether it is about a policy document, whose permissions say more than its text. */
  boolean isPolicy() {
    return Permission.isPolicy(before) || Permission.isPolicy(after);
  }

  /** The name of the property that it belongs to. */
  String property() {
    return path.split("[.\\[]", 2)[0];
  }

  private static void compare(String path, Value before, Value after, List<Difference> found) {
    if (before.equals(after)) {
      return;
    }
    if (Permission.isPolicy(before) || Permission.isPolicy(after)) {
      found.add(new Difference(path, before, after));
    } else if (before instanceof Fields(var old) && after instanceof Fields(var changed)) {
      compareAll(path, ".", "", old, changed, found);
    } else if (before == Value.ABSENT && after instanceof Fields(var added)) {
      compareAll(path, ".", "", new TreeMap<>(), added, found);
    } else if (before instanceof Fields(var removed) && after == Value.ABSENT) {
      compareAll(path, ".", "", removed, new TreeMap<>(), found);
    } else if (isNamed(before) && isNamed(after)) {
      compareAll(path, "[", "]", byName(before), byName(after), found);
    } else {
      found.add(new Difference(path, before, after));
    }
  }

  private static void compareAll(
      String path,
      String open,
      String close,
      Map<String, Value> before,
      Map<String, Value> after,
      List<Difference> found) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      compare(
          path.isEmpty() ? name : path + open + name + close,
          before.getOrDefault(name, Value.ABSENT),
          after.getOrDefault(name, Value.ABSENT),
          found);
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
