package sealedstore.items.item;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tells items that DynamoDB can hold from those that only a broken answer has. */
public final class ItemCheck {

  private ItemCheck() {}

  /** Whether every attribute has a value of a known type, and every number is one. */
  public static boolean isWhole(Map<String, AttributeValue> attributes) {
    return attributes.values().stream().allMatch(ItemCheck::isWhole);
  }

  private static boolean isWhole(AttributeValue value) {
    if (value == null) {
      return false;
    }
    return switch (value.type()) {
      case N -> isNumber(value.n());
      case NS -> value.ns().stream().allMatch(ItemCheck::isNumber);
      case SS -> value.ss().stream().allMatch(Objects::nonNull);
      case BS -> value.bs().stream().allMatch(Objects::nonNull);
      case M -> isWhole(value.m());
      case L -> value.l().stream().allMatch(ItemCheck::isWhole);
      case S, B, BOOL, NUL -> true;
      case UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  private static boolean isNumber(String text) {
    if (text == null) {
      return false;
    }
    try {
      var number = new BigDecimal(text);
      return (long) number.precision() - number.scale() <= StoredNumber.MAX_EXPONENT + 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
