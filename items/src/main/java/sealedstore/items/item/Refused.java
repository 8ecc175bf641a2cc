package sealedstore.items.item;

/**
 * The table cannot keep a value. The message is the rule that the value breaks, without the value.
 */
public final class Refused extends Exception {

  Refused(String rule) {
    // An answer, not a defect: the stack trace would cost time and help nobody.
    super(rule, null, false, false);
  }
}
