package sealedstore.items.testing;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary JSON, as text. */
public final class JsonTexts {

  private JsonTexts() {}

  /** Any JSON value: what DynamoDB can keep, what it cannot, and events with known fields. */
  public static Arbitrary<String> any() {
    Arbitrary<String> scalar =
        Arbitraries.oneOf(
            storableScalar(), Arbitraries.of(unstorable()), Arbitraries.of("\"\\udc00\""));
    Arbitrary<String> value = nested(scalar, Arbitraries.of(5, 40));
    Arbitrary<String> field =
        Arbitraries.of(
                "id",
                "data",
                "ifAbsent",
                "ifMatch",
                "delete",
                "expiresAt",
                "redriven",
                "consistent",
                "other")
            .map(name -> "\"" + name + "\"");
    Arbitrary<String> event =
        Combinators.combine(field, Arbitraries.oneOf(value, storableObject()))
            .as((name, v) -> name + ":" + v)
            .list()
            .ofMaxSize(4)
            .map(fields -> "{" + String.join(",", fields) + "}");
    return Arbitraries.frequencyOf(Tuple.of(1, value), Tuple.of(4, event));
  }

  /** An object that DynamoDB can store unchanged. */
  public static Arbitrary<String> storableObject() {
    return object(nested(storableScalar(), Arbitraries.integers().between(0, 12)));
  }

  /** Values that DynamoDB cannot keep. */
  public static List<String> unstorable() {
    return List.of(
        "1e126",
        "-1e126",
        "1e-131",
        "1e99999999999",
        "123456789012345678901234567890123456789",
        "0." + "1".repeat(39),
        "9".repeat(2_000),
        "\"\\ud83d\"",
        "\"x\\ude00y\"",
        "{\"\":0}",
        "{\"\\ud83d\":0}",
        "{\"twice\":0,\"twice\":0}",
        "[".repeat(32) + "]".repeat(32));
  }

  private static Arbitrary<String> storableScalar() {
    return Arbitraries.oneOf(Arbitraries.of("null", "true", "false"), number(), string());
  }

  private static Arbitrary<String> number() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(37);
    Arbitrary<String> fraction =
        Combinators.combine(Arbitraries.of("", "-"), Arbitraries.integers().between(0, 9), digits)
            .as((sign, first, rest) -> sign + first + "." + rest);
    Arbitrary<String> scientific =
        Combinators.combine(fraction, Arbitraries.integers().between(-93, 125))
            .as((mantissa, exponent) -> mantissa + "e" + exponent);
    return Arbitraries.oneOf(
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.doubles().between(-1e100, 1e100).ofScale(10).map(String::valueOf),
        fraction,
        scientific,
        Arbitraries.of("0", "-0", "0.0e5", "1e125", "-1E-130", "1.000", "100E-2"));
  }

  private static Arbitrary<String> string() {
    Arbitrary<String> plain =
        Arbitraries.strings().alpha().numeric().withChars(" .-_/äß€\u007f").ofMaxLength(12);
    Arbitrary<String> escaped =
        Arbitraries.of("\\n", "\\u0000", "\\\"", "\\\\", "\\ud83d\\ude00", "😀", "\\u00e9", "x")
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(plain, escaped).map(text -> "\"" + text + "\"");
  }

  private static Arbitrary<String> nested(Arbitrary<String> scalar, Arbitrary<Integer> depths) {
    Arbitrary<String> flat =
        Arbitraries.frequencyOf(
            Tuple.of(3, scalar), Tuple.of(1, array(scalar)), Tuple.of(1, object(scalar)));
    Arbitrary<String> bushy =
        Arbitraries.frequencyOf(
            Tuple.of(3, flat), Tuple.of(1, array(flat)), Tuple.of(1, object(flat)));
    Arbitrary<String> deep =
        Combinators.combine(flat, depths)
            .as((leaf, depth) -> "[{\"d\":".repeat(depth) + leaf + "}]".repeat(depth));
    return Arbitraries.frequencyOf(Tuple.of(4, bushy), Tuple.of(1, deep));
  }

  private static Arbitrary<String> array(Arbitrary<String> element) {
    return element.list().ofMaxSize(4).map(elements -> "[" + String.join(",", elements) + "]");
  }

  /** Names are numbered, because an object has no name twice and none that is empty. */
  private static Arbitrary<String> object(Arbitrary<String> value) {
    return Combinators.combine(string(), value)
        .as((name, v) -> name.substring(0, name.length() - 1) + "%d\":" + v)
        .list()
        .ofMaxSize(4)
        .map(JsonTexts::numbered);
  }

  private static String numbered(List<String> fields) {
    var text = new StringBuilder("{");
    for (int i = 0; i < fields.size(); i++) {
      text.append(i == 0 ? "" : ",").append(fields.get(i).replaceFirst("%d", "" + i));
    }
    return text.append('}').toString();
  }
}
