package sealedstore.deployed;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Whether AWS refuses a call because a permission is missing. */
final class Refusal {

  private static final Set<String> CODES = Set.of("AccessDenied", "AccessDeniedException");

  private Refusal() {}

  /** Makes the call; rethrows any error that is not a refusal. */
  static boolean refused(Runnable call) {
    try {
      call.run();
      return false;
    } catch (AwsServiceException e) {
      if (CODES.contains(e.awsErrorDetails().errorCode())) {
        return true;
      }
      throw e;
    }
  }
}
