package sealedstore.items;

import java.nio.charset.StandardCharsets;

/**
 * The partition key of an item: 1 to 2,048 bytes of UTF-8 (AWS: "Quotas in Amazon DynamoDB",
 * partition keys).
 *
 * @param value the id as it stands in the table
 */
public record ItemId(String value) {

  /** The id of an event that names none. */
  public static final ItemId DEFAULT = new ItemId("default-1");

  /** Longest id in bytes of UTF-8. */
  public static final int MAX_BYTES = 2_048;

  /** Ids that start so belong to the store itself; no caller can write or read them. */
  public static final String RESERVED_PREFIX = "sealed-store:";

  /**
   * The id that a caller sent.
   *
   * @param field the field it came in, for the message
   * @param value the string that came, with no unpaired surrogate
   * @throws InvalidEvent if it is empty, too long or reserved
   */
  public static ItemId of(String field, String value) throws InvalidEvent {
    if (value.isEmpty()) {
      throw new InvalidEvent(
          field + ": must be a string of 1 to 2,048 bytes in UTF-8, and is empty");
    }
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new InvalidEvent(
          field + ": must be a string of 1 to 2,048 bytes in UTF-8, and has %,d".formatted(bytes));
    }
    if (value.startsWith(RESERVED_PREFIX)) {
      throw new InvalidEvent(
          field + ": must not start with \"" + RESERVED_PREFIX + "\", which is reserved");
    }
    return new ItemId(value);
  }
}
