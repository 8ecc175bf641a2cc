package sealedstore.items.item;

import java.math.BigDecimal;

/**
 * A number that DynamoDB can store: up to 38 significant digits, 0 or a magnitude from 1E-130 to
 * 9.99...E+125 (AWS: "Supported data types and naming rules in Amazon DynamoDB", numbers).
 */
public final class StoredNumber {

  static final int MAX_DIGITS = 38;
  static final int MAX_EXPONENT = 125;
  private static final int MIN_EXPONENT = -130;

  /** As long as the writer spells a number of one digit at most; fits whatever an item can hold. */
  private static final int MAX_CHARACTERS = 40;

  private StoredNumber() {}

  /**
   * The shortest text of the same number.
   *
   * @param json a JSON number of any length
   * @throws Refused if DynamoDB would round it or cannot store it
   */
  public static String of(String json) throws Refused {
    Digits digits = Digits.of(json);
    if (digits.isZero()) {
      return "0";
    }
    if (digits.count() > MAX_DIGITS) {
      throw new Refused(
          "must be a number of at most 38 significant digits, and has %,d"
              .formatted(digits.count()));
    }
    long exponent = digits.count() - digits.scale() - 1;
    if (exponent > MAX_EXPONENT) {
      throw tooLarge();
    }
    if (exponent < MIN_EXPONENT) {
      throw tooSmall();
    }
    var number = new BigDecimal(digits.unscaled(), (int) digits.scale());
    return Math.abs(exponent) <= MAX_DIGITS ? number.toPlainString() : number.toString();
  }

  /**
   * The number as it is, or its shortest exact spelling if it is longer than {@value
   * #MAX_CHARACTERS} characters. DynamoDB answers 1E-130 in 132 characters, and a caller's item of
   * such numbers would be over Lambda's limit on an answer.
   *
   * @param stored a number as DynamoDB answers it
   */
  static String shortest(String stored) {
    if (stored.length() <= MAX_CHARACTERS) {
      return stored;
    }
    BigDecimal number = new BigDecimal(stored).stripTrailingZeros();
    String scientific = number.unscaledValue() + "E" + -number.scale();
    return scientific.length() < stored.length() ? scientific : stored;
  }

  private static Refused tooLarge() {
    return new Refused("must be a number of a magnitude below 1E+126, and is larger");
  }

  private static Refused tooSmall() {
    return new Refused("must be 0 or a number of a magnitude of at least 1E-130, and is smaller");
  }

  /** Size of a stored number in bytes. */
  public static int size(String stored) {
    Digits digits = Digits.of(stored);
    if (digits.isZero()) {
      return 1;
    }
    // The documentation says "approximately" one byte per two digits; DynamoDB local counts pairs
    // that start at the decimal point, and one more byte for a sign.
    int paired = digits.count() + (int) Math.abs(digits.scale() % 2);
    return 1 + (paired + 1) / 2 + (stored.startsWith("-") ? 1 : 0);
  }
}
