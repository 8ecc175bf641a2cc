package sealedstore.deploy.restore;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item or a tombstone as it was read, without its data.
 *
 * @param tombstone whether it is what the writer puts in a deleted item's place
 * @param requestId of the request that wrote it; empty if something else did
 */
record Version(boolean tombstone, Optional<String> requestId, ItemDigest digest) {

  static final String ID = "id";
  static final String REQUEST_ID = "requestId";
  static final String DELETED_AT = "deletedAt";

  static Version of(Map<String, AttributeValue> item) {
    return new Version(
        item.containsKey(DELETED_AT),
        Optional.ofNullable(item.get(REQUEST_ID)).map(AttributeValue::s),
        ItemDigest.of(item));
  }

  static String id(Map<String, AttributeValue> item) {
    return item.get(ID).s();
  }

  static Map<String, AttributeValue> key(String id) {
    return Map.of(ID, AttributeValue.fromS(id));
  }
}
