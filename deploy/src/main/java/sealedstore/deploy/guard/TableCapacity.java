package sealedstore.deploy.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sealedstore.deploy.guard.Change.Action;
import sealedstore.deploy.guard.value.Value;

/** Compares alarms that watch which share of a table's capacity is used with the table. */
final class TableCapacity {

  private static final Pattern SHARE = Pattern.compile("(.* )([0-9]+)");

  /** What a table without provisioned capacity may use ("Quotas in Amazon DynamoDB"). */
  private static final String QUOTA = "40000";

  private TableCapacity() {}

  /** Whether an expression changes in its last number only, as the capacity of a table does. */
  static boolean isFollowed(ChangeSet changeSet, Change alarm, Difference expression) {
    Matcher before = SHARE.matcher(expression.before().textOr(""));
    Matcher after = SHARE.matcher(expression.after().textOr(""));
    return before.matches()
        && after.matches()
        && before.group(1).equals(after.group(1))
        && Stream.of("Read", "Write")
            .filter(use -> watches(alarm, "Consumed%sCapacityUnits".formatted(use)))
            .anyMatch(
                use ->
                    changeSet.changes().stream()
                        .filter(change -> change.type().equals("AWS::DynamoDB::Table"))
                        .filter(change -> change.action() == Action.MODIFY)
                        .anyMatch(
                            table ->
                                of(table.propertiesBefore(), use).equals(before.group(2))
                                    && of(table.propertiesAfter(), use).equals(after.group(2))));
  }

  private static boolean watches(Change alarm, String metric) {
    return alarm.propertiesAfter().texts().anyMatch(metric::equals);
  }

  private static String of(Value table, String use) {
    return table.at("ProvisionedThroughput", use + "CapacityUnits").textOr(QUOTA);
  }
}
