package sealedstore.writer;

import java.util.Map;
import sealedstore.items.item.ItemId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The result of a write. */
sealed interface WriteOutcome {

  /** The item is in the table. */
  record Written(Map<String, AttributeValue> item) implements WriteOutcome {}

  /** The table has a tombstone in the item's place. */
  record Deleted(ItemId id) implements WriteOutcome {}

  /** The table has another item under the id, which was kept. */
  record AlreadyExists() implements WriteOutcome {}

  /** The table does not have the item that the event is for; what it has was kept. */
  record Changed() implements WriteOutcome {}

  /** The item is over DynamoDB's size limit; nothing was stored. */
  record TooLarge(long bytes) implements WriteOutcome {}
}
