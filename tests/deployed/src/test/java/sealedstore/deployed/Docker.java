package sealedstore.deployed;

/** Whether tests use Docker: make decides, and passes the answer on. */
final class Docker {

  /** The system property that says yes or no. */
  static final String PROPERTY = "sealedstore.docker";

  private Docker() {}

  static boolean isUsed() {
    return switch (System.getProperty(PROPERTY)) {
      case "yes" -> true;
      case "no" -> false;
      case String other ->
          throw new IllegalArgumentException("docker is yes or no, and not " + other);
    };
  }
}
