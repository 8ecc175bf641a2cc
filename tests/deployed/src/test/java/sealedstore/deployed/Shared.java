package sealedstore.deployed;

/**
 * What tests of one stack share. A test class that changes it locks it, so that no other class uses
 * it at the same time.
 */
final class Shared {

  /** The stack's parameters, with the resources that follow from them. */
  static final String PARAMETERS = "parameters";

  /** The permissions of the functions' roles, and what waits in the failure queue without them. */
  static final String PERMISSIONS = "permissions";

  private Shared() {}
}
