package sealedstore.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A kind of event that costs more than its size suggests, or once did.
 *
 * @param name for the report
 * @param start of the event
 * @param unit the i-th of the pieces that are repeated
 * @param end of the event
 * @param mostUnits more than any size needs, or as many as an item can hold
 */
record Shape(String name, String start, IntFunction<String> unit, String end, int mostUnits) {

  private static final int ANY = Integer.MAX_VALUE;
  private static final String LIST = "{\"data\":{\"a\":[0";
  private static final String LIST_END = "]}}";
  private static final String MAP = "{\"data\":{\"a\":0";
  private static final String MAP_END = "}}";
  private static final String STRING = "{\"data\":{\"a\":\"";
  private static final String STRING_END = "\"}}";

  /** What an event can be made of, each to a size; the last ones fill an item to its limit. */
  static List<Shape> all() {
    return List.of(
        list("lists 29 deep", "[".repeat(29) + "]".repeat(29)),
        list("objects 29 deep", "{\"a\":".repeat(29) + "0" + "}".repeat(29)),
        list("a list of 1", "1"),
        list("a list of empty lists", "[]"),
        list("a list of empty strings", "\"\""),
        list("numbers of 38 digits", "1.2345678901234567890123456789012345678"),
        list("numbers of 1,000 characters", "1." + "0".repeat(998)),
        fields("distinct names", "%08x"::formatted, ANY),
        fields("names that collide in Jackson's table", new JacksonCollisions(), ANY),
        fields("names with equal String.hashCode", Shape::equalHash, 1 << 18),
        fields("one name repeated", i -> "b", ANY),
        string("a long string", "x"),
        string("a long string of escapes", "\\u0061"),
        new Shape("a long id", "{\"id\":\"", i -> "x", "\"}", ANY),
        new Shape("a long name", "{\"data\":{\"", i -> "x", "\":1}}", ANY),
        new Shape("a long name of escapes", "{\"data\":{\"", i -> "\\u0061", "\":1}}", ANY),
        new Shape("a long unknown name", "{\"", i -> "x", "\":1}", ANY),
        new Shape("a long integer", "{\"data\":{\"a\":1", i -> "1", MAP_END, ANY),
        new Shape("a long integer as id", "{\"id\":1", i -> "1", "}", ANY),
        new Shape("a long zero", "{\"data\":{\"a\":0.0", i -> "0", MAP_END, ANY),
        new Shape("a long exponent", "{\"data\":{\"a\":1e0", i -> "0", MAP_END, ANY),
        new Shape("white space", "{\"data\":{\"a\":", i -> " \n", "0}}", ANY),
        list("numbers to an item's limit", "1").most(136_400),
        list("longest spellings to an item's limit", "1e-130").most(136_400),
        list("empty strings to an item's limit", "\"\"").most(409_300),
        list("booleans to an item's limit", "true").most(204_600),
        string("escapes to an item's limit", "\\u0001").most(409_400),
        fields("collisions to an item's limit", new JacksonCollisions(), 37_000));
  }

  private static Shape list(String name, String element) {
    return new Shape(name, LIST, i -> "," + element, LIST_END, ANY);
  }

  private static Shape fields(String name, IntFunction<String> names, int most) {
    return new Shape(name, MAP, i -> ",\"" + names.apply(i) + "\":0", MAP_END, most);
  }

  private static Shape string(String name, String unit) {
    return new Shape(name, STRING, i -> unit, STRING_END, ANY);
  }

  private Shape most(int units) {
    return new Shape(name, start, unit, end, units);
  }

  /** An event of at most this many bytes. */
  byte[] event(int bytes) {
    var event = new ByteArrayOutputStream(bytes);
    event.writeBytes(start.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < mostUnits; i++) {
      byte[] next = unit.apply(i).getBytes(StandardCharsets.UTF_8);
      if (event.size() + next.length + end.length() > bytes) {
        break;
      }
      event.writeBytes(next);
    }
    event.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    return event.toByteArray();
  }

  /** "Aa" and "BB" have one hash, and so has every text made of as many of them. */
  private static String equalHash(int i) {
    var name = new StringBuilder(36);
    for (int bit = 17; bit >= 0; bit--) {
      name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }

  /**
   * Names of 8 bytes that Jackson's ByteQuadsCanonicalizer gives one hash, whatever its seed: the
   * seed comes in after the name. Asked for in ascending order only.
   */
  private static final class JacksonCollisions implements IntFunction<String> {

    private static final int FIRST = 0x30303030;
    private static final int INVERSE_OF_33 = 0x3E0F83E1;

    private int last;

    @Override
    public String apply(int i) {
      for (int quad = i == 0 ? FIRST : last + 1; ; quad++) {
        int other = -(quad ^ quad >>> 15) * INVERSE_OF_33;
        if (isPlain(quad) && isPlain(other)) {
          last = quad;
          return text(quad) + text(other);
        }
      }
    }

    private static boolean isPlain(int quad) {
      for (int shift = 0; shift < 32; shift += 8) {
        int c = quad >>> shift & 0xff;
        if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
          return false;
        }
      }
      return true;
    }

    private static String text(int quad) {
      byte[] bytes = {(byte) (quad >> 24), (byte) (quad >> 16), (byte) (quad >> 8), (byte) quad};
      return new String(bytes, StandardCharsets.US_ASCII);
    }
  }
}
