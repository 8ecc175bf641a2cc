package sealedstore.items.item;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item by DynamoDB's rules (AWS: "DynamoDB item sizes and formats").
 *
 * <p>Knows the types that the writer stores: strings, numbers, booleans, null, lists and maps.
 */
public final class ItemSize {

  /** Largest item in bytes: 400 KB. */
  public static final int MAX_BYTES = 400 * 1_024;

  /** Bytes of an empty list or map. */
  public static final int CONTAINER = 3;

  /** Bytes of each element of a list or map, besides its name and value. */
  public static final int ELEMENT = 1;

  /** Bytes of true, false and null. */
  public static final int CONSTANT = 1;

  private ItemSize() {}

  /** Bytes of all attributes, names included. */
  public static long of(Map<String, AttributeValue> item) {
    long bytes = 0;
    for (var attribute : item.entrySet()) {
      bytes += utf8(attribute.getKey()) + of(attribute.getValue());
    }
    return bytes;
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> StoredNumber.size(value.n());
      case M -> CONTAINER + (long) ELEMENT * value.m().size() + of(value.m());
      case L -> CONTAINER + of(value.l());
      default -> CONSTANT;
    };
  }

  private static long of(List<AttributeValue> elements) {
    long bytes = 0;
    for (AttributeValue element : elements) {
      bytes += ELEMENT + of(element);
    }
    return bytes;
  }

  /** Bytes in UTF-8 of a string without unpaired surrogates, counted without encoding it. */
  public static int utf8(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Either half of a surrogate pair is two of the pair's four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
