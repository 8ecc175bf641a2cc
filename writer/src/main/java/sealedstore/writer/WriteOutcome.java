package sealedstore.writer;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What became of a write that DynamoDB answered. */
sealed interface WriteOutcome {

  /** The item is in the table. */
  record Written(Map<String, AttributeValue> item) implements WriteOutcome {}

  /** Another item is, and was kept. */
  record AlreadyExists() implements WriteOutcome {}

  /** The item is over DynamoDB's limit; nothing was stored. */
  record TooLarge(long bytes) implements WriteOutcome {}
}
