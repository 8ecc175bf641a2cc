package sealedstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.Invocation.context;
import static sealedstore.items.testing.Invocation.equal;
import static sealedstore.items.testing.Invocation.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import sealedstore.items.event.Answer;
import sealedstore.items.item.ItemSize;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the writer accepts, the reader can answer: as large as DynamoDB lets an item be. */
@Tag("slow")
class LimitProperties {

  /** Largest answer of a function in bytes (AWS: "Lambda quotas", invocation payload). */
  private static final int MAX_ANSWER_BYTES = 6_291_556;

  /** What grows most from the table to the answer: spelled out, escaped, or escaped twice. */
  private static final List<String> GROWING =
      List.of(
          "1e-130",
          "-12e-38",
          "1e-38",
          "1.2345678901234567890123456789012345678e-93",
          "\"\"",
          "\"\\u0001\\\"\\\\\u2028😀\"",
          "{\"\\u0001\":[]}",
          "\"" + "\\u0001".repeat(1_000) + "\"");

  private static final WriterOnTable WRITER = new WriterOnTable(Clock.systemUTC());

  /** Elements of a list that is repeated until the item is full. */
  @Provide
  Arbitrary<List<String>> mixed() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(GROWING)),
            Tuple.of(1, Arbitraries.integers().between(-130, 125).map(e -> "7e" + e)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Example
  void whatGrowsMostIsAnsweredAtTheLimit() throws IOException {
    for (String element : GROWING) {
      assertAnsweredAtTheLimit(List.of(element));
    }
  }

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
  void anyMixtureIsAnsweredAtTheLimit(@ForAll("mixed") List<String> elements) throws IOException {
    assertAnsweredAtTheLimit(elements);
  }

  /** As often as the writer accepts them; it refuses one more time. */
  private static void assertAnsweredAtTheLimit(List<String> elements) throws IOException {
    long once = size(elements, 1);
    long each = size(elements, 2) - once;
    int most = (int) (1 + (ItemSize.MAX_BYTES - once) / each);

    assertThat(body(write(elements, most + 1)).at("/error/code").textValue())
        .isEqualTo("ItemTooLarge");
    byte[] written = write(elements, most);
    byte[] read = read();

    assertThat(List.of(written.length, read.length))
        .as("%s, %,d times", elements, most)
        .allMatch(bytes -> bytes <= MAX_ANSWER_BYTES);
    JsonNode item = body(read);
    assertThat(equal(item, body(written).get("written"))).isTrue();
    assertThat(equal(item.get("data"), json(data(elements, most)))).isTrue();
  }

  private static long size(List<String> elements, int times) throws IOException {
    write(elements, times);
    return ItemSize.of(item());
  }

  private static String data(List<String> elements, int times) {
    String all = String.join(",", elements);
    return "{\"a\":[" + all + ("," + all).repeat(times - 1) + "]}";
  }

  private static byte[] write(List<String> elements, int times) throws IOException {
    WRITER.table.calls.clear();
    var event = "{\"data\":" + data(elements, times) + "}";
    var output = new ByteArrayOutputStream();
    WRITER.handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        output,
        context("9c1ab9b6-6c13-4c55-8be9-cd3f1d0e3a52", line -> {}));
    return output.toByteArray();
  }

  /** The reader's answer. */
  private static byte[] read() throws IOException {
    var output = new ByteArrayOutputStream();
    Answer.item(item()).writeTo(output);
    return output.toByteArray();
  }

  private static Map<String, AttributeValue> item() {
    var key = Map.of("id", AttributeValue.fromS("default-1"));
    return WRITER.client.getItem(get -> get.tableName("items").key(key)).item();
  }

  private static JsonNode body(byte[] answer) throws IOException {
    return json(json(new String(answer, StandardCharsets.UTF_8)).get("body").textValue());
  }
}
