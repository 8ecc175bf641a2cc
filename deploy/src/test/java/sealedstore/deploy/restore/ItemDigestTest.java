package sealedstore.deploy.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemDigestTest {

  private static final SdkBytes ONE = SdkBytes.fromUtf8String("1");
  private static final SdkBytes TWO = SdkBytes.fromUtf8String("2");

  @Test
  void valuesThatDiffer_haveDigestsThatDiffer() {
    List<AttributeValue> values =
        List.of(
            fromS("1"),
            fromS("2"),
            fromN("1"),
            fromB(ONE),
            fromBool(true),
            fromBool(false),
            fromNul(true),
            fromL(List.of()),
            fromL(List.of(fromS("1"))),
            fromL(List.of(fromS("1"), fromS("2"))),
            fromL(List.of(fromS("12"))),
            fromL(List.of(fromL(List.of(fromS("1"))), fromS("2"))),
            fromM(Map.of()),
            fromM(Map.of("1", fromS("2"))),
            fromM(Map.of("12", fromS(""))),
            fromSs(List.of("1")),
            fromSs(List.of("1", "2")),
            fromNs(List.of("1")),
            fromBs(List.of(ONE)),
            fromBs(List.of(ONE, TWO)));

    assertThat(values.stream().map(it -> ItemDigest.of(Map.of("a", it)))).doesNotHaveDuplicates();
    assertThat(ItemDigest.of(Map.of("a", fromS("1"))))
        .isNotEqualTo(ItemDigest.of(Map.of("b", fromS("1"))));
  }

  @Test
  void orderOfAttributesAndOfMembersOfASet_doesNotCount() {
    var one = new LinkedHashMap<String, AttributeValue>();
    one.put("a", fromSs(List.of("1", "2")));
    one.put("b", fromBs(List.of(ONE, TWO)));
    var other = new LinkedHashMap<String, AttributeValue>();
    other.put("b", fromBs(List.of(TWO, ONE)));
    other.put("a", fromSs(List.of("2", "1")));

    assertThat(ItemDigest.of(one)).isEqualTo(ItemDigest.of(other));
  }
}
