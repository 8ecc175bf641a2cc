package sealedstore.items.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sizes found by filling items to the limit on DynamoDB local 2.6.1. */
class ItemSizeTest {

  @Test
  void nameAndValueOfEveryAttributeCount() {
    assertThat(
            ItemSize.of(
                Map.of("id", AttributeValue.fromS("abc"), "n", AttributeValue.fromN("12345"))))
        .isEqualTo(2 + 3 + 1 + 4);
  }

  @Test
  void booleansAndNullAreOneByte() {
    assertThat(size(AttributeValue.fromBool(true))).isEqualTo(1);
    assertThat(size(AttributeValue.fromNul(true))).isEqualTo(1);
  }

  @Test
  void listsAndMapsHaveAnOverheadOfTheirOwnAndPerElement() {
    assertThat(size(AttributeValue.fromL(List.of()))).isEqualTo(3);
    assertThat(size(AttributeValue.fromL(List.of(AttributeValue.fromBool(true))))).isEqualTo(5);
    assertThat(size(AttributeValue.fromM(Map.of("k", AttributeValue.fromBool(true))))).isEqualTo(6);
  }

  @Property
  void textCountsAsItsUtf8(@ForAll @StringLength(max = 20) String text) {
    // Unpaired surrogates never come this far; Java encodes one as a question mark.
    String paired = new String(text.getBytes(UTF_8), UTF_8);

    assertThat(ItemSize.utf8(paired)).isEqualTo(paired.getBytes(UTF_8).length);
  }

  private static long size(AttributeValue value) {
    return ItemSize.of(Map.of("a", value)) - 1;
  }
}
