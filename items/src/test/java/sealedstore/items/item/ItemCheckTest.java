package sealedstore.items.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemCheckTest {

  private static final SdkBytes BYTES = SdkBytes.fromUtf8String("b");

  @Test
  void whateverDynamoDbHoldsIsValid() {
    assertThat(
            ItemCheck.isValid(
                Map.of(
                    "s", AttributeValue.fromS(""),
                    "b", AttributeValue.fromB(BYTES),
                    "t", AttributeValue.fromBool(true),
                    "nothing", AttributeValue.fromNul(true),
                    "ss", AttributeValue.fromSs(List.of("a")),
                    "bs", AttributeValue.fromBs(List.of(BYTES)),
                    "ns", AttributeValue.fromNs(List.of("1", "-2.50")),
                    "l", AttributeValue.fromL(List.of(AttributeValue.fromN("1E-130"))),
                    "m", AttributeValue.fromM(Map.of("n", AttributeValue.fromN("0"))))))
        .isTrue();
  }

  static AttributeValue[] broken() {
    return new AttributeValue[] {
      null,
      AttributeValue.builder().build(),
      AttributeValue.fromSs(Arrays.asList("a", null)),
      AttributeValue.fromBs(Arrays.asList(BYTES, null)),
      AttributeValue.fromNs(Arrays.asList("1", null)),
      AttributeValue.fromNs(List.of("one")),
      AttributeValue.fromL(Arrays.asList(AttributeValue.fromN("1"), null)),
      AttributeValue.fromL(List.of(AttributeValue.builder().build())),
    };
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aValueThatIsMissingIsFoundAtAnyDepth(AttributeValue value) {
    var map = new HashMap<String, AttributeValue>();
    map.put("a", value);

    assertThat(ItemCheck.isValid(map)).isFalse();
    assertThat(ItemCheck.isValid(Map.of("m", AttributeValue.fromM(map)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one", "1e", "1E126", "1E99999999999", "NaN", "1 "})
  void aNumberThatIsNoneIsFound(String number) {
    assertThat(ItemCheck.isValid(Map.of("n", AttributeValue.fromN(number)))).isFalse();
  }
}
