package sealedstore.items.item;

/**
 * The table cannot store a value. The message is the rule that the value breaks, without the value.
 */
public final class Refused extends Exception {

  Refused(String rule) {
    // An answer, not a defect: a stack trace would cost time and help nobody.
    super(rule, null, false, false);
  }
}
