package sealedstore.reader;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The result of a read. */
sealed interface ReadOutcome {

  /** The table has the item. */
  record Found(Map<String, AttributeValue> item) implements ReadOutcome {}

  /** The table has no such item, or it was deleted or has expired. */
  record Missing() implements ReadOutcome {}
}
