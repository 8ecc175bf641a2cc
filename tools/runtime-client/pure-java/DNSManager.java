package com.amazonaws.services.lambda.crac;

/**
 * Stands in for the runtime interface client's class of the same name, whose native code exists for Linux only. Names that
 * were looked up before a checkpoint stay known: nothing is restored elsewhere or later here.
 */
class DNSManager {
  private DNSManager() {}

  static void clearCache() {
    // Nothing to forget, see above.
  }
}
