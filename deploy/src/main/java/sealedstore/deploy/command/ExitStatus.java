package sealedstore.deploy.command;

/** Exit statuses, apart from 0 and those of redrive. */
final class ExitStatus {

  static final int FAILED = 1;
  static final int REFUSED = 2;
  static final int UNREADABLE = 3;

  private ExitStatus() {}
}
