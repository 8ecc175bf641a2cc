package sealedstore.items.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Evaluates a condition expression as far as the writer needs it (AWS: "Condition and filter
 * expressions, operators, and functions in DynamoDB"). It fails where the request has a value that
 * the expression does not use, as DynamoDB does.
 */
final class Condition {

  private static final Pattern TOKEN = Pattern.compile(":?\\w+|<=|[=()]");

  private final List<String> tokens;
  private final JsonNode values;
  private int at;
  private JsonNode item;

  private Condition(List<String> tokens, JsonNode values) {
    this.tokens = tokens;
    this.values = values;
  }

  /** The condition of a PutItem request. */
  static Condition of(JsonNode request) {
    String expression = request.get("ConditionExpression").textValue();
    List<String> tokens = TOKEN.matcher(expression).results().map(MatchResult::group).toList();
    var unused = new HashSet<String>();
    JsonNode values = request.path("ExpressionAttributeValues");
    values.fieldNames().forEachRemaining(unused::add);
    unused.removeAll(Set.copyOf(tokens));
    if (!unused.isEmpty()) {
      throw new AssertionError("unused in " + expression + ": " + unused);
    }
    return new Condition(tokens, values);
  }

  /**
   * Whether the condition is true.
   *
   * @param existing the item that the table has, or null
   */
  boolean holdsFor(JsonNode existing) {
    item = existing == null ? MissingNode.getInstance() : existing;
    at = 0;
    boolean holds = or();
    if (at < tokens.size()) {
      throw new AssertionError("not understood: " + tokens + " at " + tokens.get(at));
    }
    return holds;
  }

  private boolean or() {
    boolean any = and();
    while (skip("OR")) {
      any |= and();
    }
    return any;
  }

  private boolean and() {
    boolean all = not();
    while (skip("AND")) {
      all &= not();
    }
    return all;
  }

  private boolean not() {
    return skip("NOT") ? !not() : primary();
  }

  private boolean primary() {
    if (skip("(")) {
      boolean held = or();
      expect(")");
      return held;
    }
    return switch (next()) {
      case "attribute_exists" -> exists();
      case "attribute_not_exists" -> !exists();
      case String attribute -> compare(item.path(attribute), next(), values.get(next()));
    };
  }

  private boolean exists() {
    expect("(");
    boolean exists = item.has(next());
    expect(")");
    return exists;
  }

  /** False for a missing attribute and for one of another type. */
  private static boolean compare(JsonNode attribute, String operator, JsonNode value) {
    return switch (operator) {
      case "=" -> attribute.equals(value);
      case "<=" -> attribute.has("N") && number(attribute).compareTo(number(value)) <= 0;
      default -> throw new AssertionError("not understood: " + operator);
    };
  }

  private static BigDecimal number(JsonNode value) {
    return new BigDecimal(((ObjectNode) value).get("N").textValue());
  }

  private String next() {
    return tokens.get(at++);
  }

  private boolean skip(String token) {
    boolean found = at < tokens.size() && tokens.get(at).equals(token);
    at += found ? 1 : 0;
    return found;
  }

  private void expect(String token) {
    if (!skip(token)) {
      throw new AssertionError("not understood: " + tokens + ", no " + token + " at " + at);
    }
  }
}
