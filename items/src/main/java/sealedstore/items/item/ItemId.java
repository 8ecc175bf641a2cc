package sealedstore.items.item;

/**
 * The partition key of an item: 1 to 2,048 bytes of UTF-8 (AWS: "Quotas in Amazon DynamoDB",
 * partition keys).
 *
 * @param value the id as stored in the table
 */
public record ItemId(String value) {

  /** The id of an event without id. */
  public static final ItemId DEFAULT = new ItemId("default-1");

  /** Ids with this prefix are the store's own; no caller can write or read them. */
  public static final String RESERVED_PREFIX = "sealed-store:";

  /** The id of requests before a SnapStart snapshot; no item has it. */
  public static final ItemId PRIMING = new ItemId(RESERVED_PREFIX + "priming");

  private static final int MAX_BYTES = 2_048;

  /**
   * The id that a caller sent.
   *
   * @param value without unpaired surrogates
   * @throws Refused if it is empty, too long or reserved
   */
  public static ItemId of(String value) throws Refused {
    int bytes = ItemSize.utf8(value);
    if (bytes == 0 || bytes > MAX_BYTES) {
      throw new Refused("must be 1 to 2,048 bytes in UTF-8, and has %,d".formatted(bytes));
    }
    if (value.startsWith(RESERVED_PREFIX)) {
      throw new Refused("must not start with " + RESERVED_PREFIX + ", which is reserved");
    }
    return new ItemId(value);
  }
}
