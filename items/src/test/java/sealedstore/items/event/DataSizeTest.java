package sealedstore.items.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.items.item.ItemSize;
import sealedstore.items.testing.JsonTexts;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The work for an event ends where its item is over DynamoDB's limit. */
class DataSizeTest {

  /** Each is 6 MB of text, and over the limit of an item long before its end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "1",
        "true",
        "\"\"",
        "{\"a\":{}}",
        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
      })
  void parsingStopsWhereTheItemIsTooLarge(String element) {
    var event = new CountedInput("{\"data\":{\"a\":[" + element, "," + element, 6_000_000);

    assertThatExceptionOfType(ItemTooLarge.class)
        .isThrownBy(() -> parse(event))
        .withMessage(
            "the item must be at most 400 KB (409,600 bytes) by DynamoDB's rules, and has more");
    assertThat(event.taken).isLessThan(1_700_000);
  }

  @Test
  void ofTwoFaultsTheFirstIsTold() {
    String large = "\"a\":\"" + "x".repeat(ItemSize.MAX_BYTES) + "\"";

    assertThatExceptionOfType(ItemTooLarge.class)
        .isThrownBy(() -> parse("{" + large + ",\"b\":1e999}"));
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> parse("{\"b\":1e999," + large + "}"))
        .withMessageStartingWith("data.b: ");
    assertThatExceptionOfType(ItemTooLarge.class)
        .isThrownBy(() -> parse("{" + large + ", no JSON"));
  }

  @Provide
  Arbitrary<String> storable() {
    return JsonTexts.storableObject();
  }

  /** Data of exactly 400 KB is taken, and refused if one byte longer: both count alike. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theParserCountsAsItemSizeDoes(@ForAll("storable") String data) throws Exception {
    String event = "{\"a\":%s,\"b\":\"%s\"}";
    long size = ItemSize.of(parse(event.formatted(data, "")).m()) + 3 + 2;
    String filler = "x".repeat((int) (ItemSize.MAX_BYTES - size));

    assertThat(parse(event.formatted(data, filler)).m()).hasSize(2);
    assertThatExceptionOfType(ItemTooLarge.class)
        .isThrownBy(() -> parse(event.formatted(data, filler + "x")));
  }

  @Test
  void asManyFieldsAsAnItemCanHoldAreTaken() throws Exception {
    String fields =
        IntStream.range(0, 40_000).mapToObj(i -> "\"%x\":0".formatted(i)).collect(joining(","));

    assertThat(parse("{" + fields + "}").m()).hasSize(40_000);
  }

  /** "Ab" and "BA" have one hash in a table of Jackson's, which refuses names or slows down. */
  @Test
  void namesWithEqualHashesAreTakenAsAnyOthers() throws Exception {
    String fields =
        IntStream.range(0, 1 << 13)
            .mapToObj(i -> String.format("%13s", Integer.toBinaryString(i)))
            .map(bits -> bits.replace("1", "BA").replaceAll("[ 0]", "Ab"))
            .map(name -> "\"" + name + "\":0")
            .collect(joining(","));

    assertThat(parse("{" + fields + "}").m()).hasSize(1 << 13);
  }

  private static AttributeValue parse(String data) throws InvalidEvent, IOException {
    return parse(new ByteArrayInputStream(("{\"data\":" + data + "}").getBytes(UTF_8)));
  }

  private static AttributeValue parse(InputStream event) throws InvalidEvent, IOException {
    return EventParser.parse(
        event,
        fields -> {
          fields.next();
          AttributeValue value = fields.object();
          fields.next();
          return value;
        });
  }

  /** The start and then the rest again and again; counts the bytes that were read. */
  private static final class CountedInput extends InputStream {

    private final byte[] start;
    private final byte[] rest;
    private final int length;
    private int taken;

    CountedInput(String start, String rest, int length) {
      this.start = start.getBytes(UTF_8);
      this.rest = rest.getBytes(UTF_8);
      this.length = length;
    }

    @Override
    public int read() {
      if (taken == length) {
        return -1;
      }
      int i = taken++;
      return i < start.length ? start[i] : rest[(i - start.length) % rest.length];
    }
  }
}
