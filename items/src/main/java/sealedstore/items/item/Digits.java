package sealedstore.items.item;

import java.math.BigInteger;

/**
 * The significant digits of a number, found without computing: a text of millions of digits costs
 * no more than reading it.
 *
 * @param text a number as JSON and BigDecimal write it
 * @param first index of the first digit that is not 0; -1 if there is none
 * @param last index of the last digit that is not 0
 * @param point index of the decimal point, or of where it would be
 * @param end index after the digits
 */
record Digits(String text, int first, int last, int point, int end) {

  /** An exponent beyond what any number of digits could make up for. */
  private static final long BEYOND = 100_000_000_000L;

  private static final int LONGEST_EXPONENT = 10;

  static Digits of(String text) {
    int first = -1;
    int last = -1;
    int point = -1;
    int i = 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'e' || c == 'E') {
        break;
      } else if (c == '.') {
        point = i;
      } else if (c >= '1' && c <= '9') {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    return new Digits(text, first, last, point < 0 ? i : point, i);
  }

  boolean isZero() {
    return first < 0;
  }

  int count() {
    return last - first + (first < point && point < last ? 0 : 1);
  }

  /** As of a BigDecimal without trailing zeros. */
  long scale() {
    int places = last > point ? last - point : last + 1 - point;
    return places - exponent();
  }

  BigInteger unscaled() {
    var magnitude = new BigInteger(text.substring(first, last + 1).replace(".", ""));
    return text.startsWith("-") ? magnitude.negate() : magnitude;
  }

  private long exponent() {
    if (end == text.length()) {
      return 0;
    }
    char sign = text.charAt(end + 1);
    int start = sign == '-' || sign == '+' ? end + 2 : end + 1;
    while (start < text.length() - 1 && text.charAt(start) == '0') {
      start++;
    }
    long magnitude =
        text.length() - start > LONGEST_EXPONENT
            ? BEYOND
            : Long.parseLong(text, start, text.length(), 10);
    return sign == '-' ? -magnitude : magnitude;
  }
}
