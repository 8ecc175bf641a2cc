package sealedstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.Invocation.json;
import static sealedstore.writer.WriterOnTable.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On which items each kind of event is stored. The writes have the request id "own". */
class WriteConditionTest {

  private static final String PLAIN = "{}";
  private static final String DELETE = "{\"delete\": true}";
  private static final String IF_ABSENT = "{\"ifAbsent\": true}";
  private static final String IF_MATCH = "{\"ifMatch\": \"read\"}";
  private static final String DELETE_IF_MATCH = "{\"delete\": true, \"ifMatch\": \"read\"}";

  /** What the table may have: the request id of the write, then what became of the item. */
  private static final Map<String, String> ITEMS =
      Map.ofEntries(
          Map.entry("none", ""),
          Map.entry("read", item("read", "")),
          Map.entry("read expires", item("read", ", \"expiresAt\": {\"N\": \"1800000001\"}")),
          Map.entry("read expired", item("read", ", \"expiresAt\": {\"N\": \"1800000000\"}")),
          Map.entry("read deleted", item("read", ", \"deletedAt\": {\"N\": \"1\"}")),
          Map.entry("other", item("other", "")),
          Map.entry("other expired", item("other", ", \"expiresAt\": {\"N\": \"1\"}")),
          Map.entry("other deleted", item("other", ", \"deletedAt\": {\"N\": \"1\"}")),
          Map.entry(
              "other deleted, expired",
              item("other", ", \"deletedAt\": {\"N\": \"1\"}, \"expiresAt\": {\"N\": \"1\"}")),
          Map.entry("own", item("own", "")),
          Map.entry("own expired", item("own", ", \"expiresAt\": {\"N\": \"1\"}")),
          Map.entry("own deleted", item("own", ", \"deletedAt\": {\"N\": \"1\"}")),
          Map.entry("first", item("first", "")),
          Map.entry("first expired", item("first", ", \"expiresAt\": {\"N\": \"1\"}")),
          Map.entry("first deleted", item("first", ", \"deletedAt\": {\"N\": \"1\"}")));

  private final WriterOnTable writer = WriterOnTable.atFixedTime();

  private static final Set<String> OWN = Set.of("own", "own expired", "own deleted");
  private static final Set<String> FIRST = Set.of("first", "first expired", "first deleted");
  private static final Set<String> MATCHING = Set.of("read", "read expires");
  private static final Set<String> DELETED_BY_OTHERS =
      Set.of("read deleted", "other deleted", "other deleted, expired");

  static Object[][] events() {
    Set<String> all = ITEMS.keySet();
    Set<String> absent = Set.of("none", "read expired", "other expired");
    Set<String> freed = Set.of("first expired", "first deleted");
    return new Object[][] {
      {PLAIN, all, null},
      {DELETE, all, null},
      {IF_ABSENT, union(List.of(OWN, absent, freed, DELETED_BY_OTHERS)), "ItemExists"},
      {IF_MATCH, union(List.of(OWN, MATCHING)), "ItemChanged"},
      {DELETE_IF_MATCH, union(List.of(OWN, MATCHING)), "ItemChanged"},
      {redriven(PLAIN), difference(all, DELETED_BY_OTHERS), "ItemChanged"},
      {redriven(DELETE), all, null},
      {redriven(IF_ABSENT), union(List.of(OWN, FIRST, absent)), "ItemExists"},
      {redriven(IF_MATCH), union(List.of(OWN, FIRST, MATCHING)), "ItemChanged"},
      {redriven(DELETE_IF_MATCH), union(List.of(OWN, FIRST, MATCHING)), "ItemChanged"},
    };
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsStoredOnTheseItemsAndChangesNoOther(String event, Set<String> stored, String code)
      throws IOException {
    var storedOn = new ArrayList<String>();
    for (String state : ITEMS.keySet()) {
      JsonNode before = given(state);

      var result = writer.write(event, "own");

      if (result.statusCode() == 200) {
        storedOn.add(state);
        assertThat(requestIdInTable()).isEqualTo("own");
      } else {
        assertThat(result.statusCode()).isEqualTo(409);
        assertThat(result.code()).isEqualTo(code);
        assertThat(writer.table.items.get("default-1")).isSameAs(before);
      }
    }

    assertThat(storedOn).containsExactlyInAnyOrderElementsOf(stored);
  }

  static Object[][] requests() {
    String ownOrFirst = " OR requestId = :requestId OR requestId = :redriven";
    String ids = "\":requestId\": {\"S\": \"own\"}";
    String now = ", \":now\": {\"N\": \"" + NOW + "\"}";
    String ifMatch = ", \":ifMatch\": {\"S\": \"read\"}";
    String redriven = ", \":redriven\": {\"S\": \"first\"}";
    String unchanged =
        "requestId = :ifMatch AND NOT expiresAt <= :now AND attribute_not_exists(deletedAt)";
    return new Object[][] {
      {
        IF_ABSENT,
        "attribute_not_exists(id) OR expiresAt <= :now OR attribute_exists(deletedAt)"
            + " OR requestId = :requestId",
        ids + now
      },
      {IF_MATCH, unchanged + " OR requestId = :requestId", ids + now + ifMatch},
      {DELETE_IF_MATCH, unchanged + " OR requestId = :requestId", ids + now + ifMatch},
      {redriven(PLAIN), "attribute_not_exists(deletedAt)" + ownOrFirst, ids + redriven},
      {
        redriven(IF_ABSENT),
        "attribute_not_exists(id) OR expiresAt <= :now AND attribute_not_exists(deletedAt)"
            + ownOrFirst,
        ids + now + redriven
      },
      {redriven(IF_MATCH), unchanged + ownOrFirst, ids + now + ifMatch + redriven},
    };
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aConditionIsSentWithTheValuesThatItUses(String event, String expression, String values)
      throws IOException {
    writer.write(event, "own");

    JsonNode put = writer.table.calls.getFirst().body();
    assertThat(put.get("ConditionExpression").textValue()).isEqualTo(expression);
    assertThat(put.get("ExpressionAttributeValues")).isEqualTo(json("{" + values + "}"));
    assertThat(fields(put))
        .containsExactlyInAnyOrder(
            "TableName", "Item", "ConditionExpression", "ExpressionAttributeValues");
  }

  @Test
  void aFlagThatIsFalseIsTheSameAsNone() throws IOException {
    given("read");

    assertThat(
            writer
                .write("{\"ifMatch\": \"read\", \"ifAbsent\": false, \"delete\": false}", "own")
                .body()
                .at("/written/requestId")
                .textValue())
        .isEqualTo("own");
  }

  private JsonNode given(String state) throws IOException {
    writer.table.items.clear();
    if (!state.equals("none")) {
      writer.table.items.put("default-1", json(ITEMS.get(state)));
    }
    return writer.table.items.get("default-1");
  }

  private String requestIdInTable() {
    return writer.table.items.get("default-1").at("/requestId/S").textValue();
  }

  private static String item(String requestId, String more) {
    return "{\"id\": {\"S\": \"default-1\"}, \"requestId\": {\"S\": \"%s\"}%s}"
        .formatted(requestId, more);
  }

  private static String redriven(String event) {
    return event.replace("}", ", \"redriven\": \"first\"}").replace("{, ", "{");
  }

  private static Set<String> union(List<Set<String>> sets) {
    return sets.stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    return all.stream().filter(each -> !without.contains(each)).collect(Collectors.toSet());
  }

  private static List<String> fields(JsonNode put) {
    var names = new ArrayList<String>();
    put.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
