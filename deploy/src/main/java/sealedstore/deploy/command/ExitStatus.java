package sealedstore.deploy.command;

/** Exit statuses that several commands have. */
final class ExitStatus {

  static final int FAILED = 1;
  static final int REFUSED = 2;
  static final int UNREADABLE = 3;

  /** Of restore, drill and redrive, whose 1 is a result. */
  static final int NO_RESULT = 2;

  private ExitStatus() {}
}
