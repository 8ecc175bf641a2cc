package sealedstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.Invocation.equal;
import static sealedstore.items.testing.Invocation.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sealedstore.items.event.Answer;
import sealedstore.items.testing.JsonTexts;
import sealedstore.items.testing.TableDouble;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What holds for every event; the SDK and its wire format take part. */
class WriterProperties {

  private static final WriterOnTable WRITER = new WriterOnTable(Clock.systemUTC());

  private static final TableDouble TABLE = WRITER.table;

  @Provide
  Arbitrary<String> events() {
    return JsonTexts.any();
  }

  @Provide
  Arbitrary<String> storable() {
    return JsonTexts.storableObject();
  }

  /** An object with one value that DynamoDB cannot store. */
  @Provide
  Arbitrary<String> unstorable() {
    return Combinators.combine(
            JsonTexts.storableObject(),
            Arbitraries.of(JsonTexts.unstorable()),
            Arbitraries.integers().between(0, 10))
        .as(
            (rest, poison, depth) ->
                "{\"a\":"
                    + rest
                    + ",\"b\":"
                    + "[".repeat(depth)
                    + poison
                    + "]".repeat(depth)
                    + "}");
  }

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void anyJsonValueIsAnsweredAndStoredOnlyIfTheAnswerSaysSo(@ForAll("events") String event) {
    TABLE.items.clear();

    var result = WRITER.write(event, "request-1");

    assertThat(result.statusCode()).isIn(200, 400, 409);
    assertThat(TABLE.items).hasSize(result.statusCode() == 200 ? 1 : 0);
  }

  @Property(tries = 1_200, edgeCases = EdgeCasesMode.NONE)
  void whatDynamoDbCanKeepReadsBackEqual(@ForAll("storable") String data) throws IOException {
    TABLE.items.clear();

    var result = WRITER.write("{\"data\":" + data + "}", "request-1");

    assertThat(result.statusCode()).as(result.body().toString()).isEqualTo(200);
    assertThat(equal(result.body().at("/written/data"), json(data))).isTrue();
    assertThat(equal(json(stored()).get("data"), json(data))).isTrue();
  }

  @Property(tries = 800, edgeCases = EdgeCasesMode.NONE)
  void whatDynamoDbCannotKeepIsRefusedAndNothingIsStored(@ForAll("unstorable") String data) {
    TABLE.items.clear();

    assertThat(WRITER.write("{\"data\":" + data + "}", "request-1").statusCode()).isEqualTo(400);
    assertThat(TABLE.items).isEmpty();
  }

  /** The item as the reader answers it. */
  private static String stored() {
    var key = Map.of("id", AttributeValue.fromS("default-1"));
    var item = WRITER.client.getItem(get -> get.tableName("items").key(key)).item();
    return new String(Answer.item(item).body(), StandardCharsets.UTF_8);
  }
}
