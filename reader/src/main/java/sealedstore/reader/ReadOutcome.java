package sealedstore.reader;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What DynamoDB answered to a look-up. */
sealed interface ReadOutcome {

  /** The item is there. */
  record Found(Map<String, AttributeValue> item) implements ReadOutcome {}

  /** There is no item, or it has expired. */
  record Missing() implements ReadOutcome {}
}
