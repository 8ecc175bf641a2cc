package sealedstore.deploy.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * What a restored table has of a sample that was taken before the time restored.
 *
 * @param same as sampled
 * @param differ an item carries no write time, so that a later write is no fault
 * @param changed lacking, and written or deleted since the sample was taken
 * @param lost lacking, though the live table still has them as sampled
 */
record DrillResult(int same, int differ, int changed, int lost) {

  /** The most that DynamoDB returns in one call. */
  private static final int BATCH = 100;

  static DrillResult of(
      Map<String, Version> sample, TableReader live, String restored, Waiting waiting) {
    int same = 0;
    int differ = 0;
    int changed = 0;
    int lost = 0;
    List<String> ids = new ArrayList<>(sample.keySet());
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<String> batch = ids.subList(from, Math.min(from + BATCH, ids.size()));
      Map<String, Version> found = read(live.client(), restored, batch, waiting);
      for (String id : batch) {
        Version sampled = sample.get(id);
        if (sampled.equals(found.get(id))) {
          same++;
        } else if (found.containsKey(id)) {
          differ++;
        } else if (live.get(id).map(Version::of).filter(sampled::equals).isPresent()) {
          lost++;
        } else {
          changed++;
        }
      }
    }
    return new DrillResult(same, differ, changed, lost);
  }

  private static Map<String, Version> read(
      DynamoDbClient client, String table, List<String> ids, Waiting waiting) {
    var found = new HashMap<String, Version>();
    List<Map<String, AttributeValue>> keys = ids.stream().map(Version::key).toList();
    while (!keys.isEmpty()) {
      var left = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
      var answer =
          waiting.call(() -> client.batchGetItem(it -> it.requestItems(Map.of(table, left))));
      answer
          .responses()
          .getOrDefault(table, List.of())
          .forEach(item -> found.put(Version.id(item), Version.of(item)));
      keys =
          answer.unprocessedKeys().containsKey(table)
              ? answer.unprocessedKeys().get(table).keys()
              : List.of();
    }
    return found;
  }
}
