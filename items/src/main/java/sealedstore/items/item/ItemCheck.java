package sealedstore.items.item;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks that an item is one that DynamoDB can hold: an answer may be broken on its way. */
public final class ItemCheck {

  private ItemCheck() {}

  /** Whether every attribute has a value of a known type, and every number is one. */
  public static boolean isValid(Map<String, AttributeValue> attributes) {
    return attributes.values().stream().allMatch(ItemCheck::isValid);
  }

  private static boolean isValid(AttributeValue value) {
    if (value == null) {
      return false;
    }
    return switch (value.type()) {
      case N -> isNumber(value.n());
      case NS -> value.ns().stream().allMatch(ItemCheck::isNumber);
      case SS -> value.ss().stream().allMatch(Objects::nonNull);
      case BS -> value.bs().stream().allMatch(Objects::nonNull);
      case M -> isValid(value.m());
      case L -> value.l().stream().allMatch(ItemCheck::isValid);
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
