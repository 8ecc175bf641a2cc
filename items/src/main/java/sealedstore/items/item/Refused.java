package sealedstore.items.item;

/** A value breaks a rule of the item. The message names the rule, and never the value. */
public final class Refused extends Exception {

  Refused(String rule) {
    // An answer, not a defect: a stack trace would cost time and help nobody.
    super(rule, null, false, false);
  }
}
