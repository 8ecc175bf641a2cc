package sealedstore.items.item;

/** The attributes of an item in the table; {@link #ID} is the partition key. */
public final class Attributes {

  public static final String ID = "id";

  /** What wrote the item. */
  public static final String SOURCE = "source";

  /** The AWS request id of the invocation that wrote the item. */
  public static final String REQUEST_ID = "requestId";

  /** The caller's data, a map; absent if the event had none. */
  public static final String DATA = "data";

  /** The table's TTL attribute: epoch seconds from which on the item counts as missing. */
  public static final String EXPIRES_AT = "expiresAt";

  /**
   * Epoch milliseconds of the deletion. An item that has it was deleted: readers answer missing.
   */
  public static final String DELETED_AT = "deletedAt";

  private Attributes() {}
}
