package sealedstore.items.item;

import java.math.BigDecimal;

/**
 * A number that DynamoDB can store: up to 38 significant digits, 0 or a magnitude from 1E-130 to
 * 9.99...E+125 (AWS: "Supported data types and naming rules in Amazon DynamoDB", numbers).
 */
public final class StoredNumber {

  static final int MAX_DIGITS = 38;
  private static final int MAX_EXPONENT = 125;
  private static final int MIN_EXPONENT = -130;

  private StoredNumber() {}

  /**
   * The shortest text of the same number.
   *
   * @param json a JSON number
   * @throws Refused if DynamoDB would round it or cannot store it
   */
  public static String of(String json) throws Refused {
    BigDecimal number = parse(json).stripTrailingZeros();
    if (number.signum() == 0) {
      return "0";
    }
    if (number.precision() > MAX_DIGITS) {
      throw new Refused(
          "must be a number of at most 38 significant digits, and has " + number.precision());
    }
    int exponent = number.precision() - number.scale() - 1;
    if (exponent > MAX_EXPONENT) {
      throw tooLarge();
    }
    if (exponent < MIN_EXPONENT) {
      throw tooSmall();
    }
    return Math.abs(exponent) <= MAX_DIGITS ? number.toPlainString() : number.toString();
  }

  private static BigDecimal parse(String json) throws Refused {
    int e = Math.max(json.indexOf('e'), json.indexOf('E'));
    if (e < 0) {
      return new BigDecimal(json);
    }
    var digits = new BigDecimal(json.substring(0, e));
    if (digits.signum() == 0) {
      return BigDecimal.ZERO;
    }
    try {
      // Far from the limits of an int, so that no sum of exponents overflows.
      int exponent = Integer.parseInt(json.substring(e + 1));
      if (Math.abs((long) exponent) <= 1_000_000) {
        return digits.scaleByPowerOfTen(exponent);
      }
    } catch (NumberFormatException beyondInt) {
      // Out of range like any other exponent as large.
    }
    throw json.charAt(e + 1) == '-' ? tooSmall() : tooLarge();
  }

  private static Refused tooLarge() {
    return new Refused("must be a number of a magnitude below 1E+126, and is larger");
  }

  private static Refused tooSmall() {
    return new Refused("must be 0 or a number of a magnitude of at least 1E-130, and is smaller");
  }

  /** Size of a stored number in bytes. */
  static int size(String stored) {
    var number = new BigDecimal(stored).stripTrailingZeros();
    if (number.signum() == 0) {
      return 1;
    }
    // The documentation says "approximately" one byte per two digits; DynamoDB local counts pairs
    // that start at the decimal point, and one more byte for a sign.
    int digits = number.precision() + Math.abs(number.scale() % 2);
    return 1 + (digits + 1) / 2 + (number.signum() < 0 ? 1 : 0);
  }
}
