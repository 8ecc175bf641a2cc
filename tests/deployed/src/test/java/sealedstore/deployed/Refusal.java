package sealedstore.deployed;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Whether AWS refuses a call for want of a permission. */
final class Refusal {

  private static final Set<String> CODES = Set.of("AccessDenied", "AccessDeniedException");

  private Refusal() {}

  /** Makes the call; any other error than a refusal is thrown on. */
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
