package sealedstore.items.fault;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * DynamoDB did not do what was asked, after all retries. It fails the invocation; the class name of
 * the fault is the error type that Lambda reports, and part of the contract.
 *
 * <p>The cause is left out on purpose: Lambda logs it, and a service's message may quote the item.
 */
public abstract sealed class StoreFault extends RuntimeException
    permits Throttled, StoreTimeout, KeyUnavailable, AccessDenied, TableMissing, StoreFailure {

  StoreFault(String advice, SdkException cause) {
    // No stack trace: it is the same for every fault.
    super(advice + " (" + facts(cause) + ")", null, false, false);
  }

  /** The fault behind an exception of the SDK. */
  public static StoreFault of(SdkException cause) {
    return switch (cause) {
      case AwsServiceException service -> ofService(service);
      case ApiCallTimeoutException timeout -> new StoreTimeout(timeout);
      case ApiCallAttemptTimeoutException timeout -> new StoreTimeout(timeout);
      default -> new StoreFailure(cause);
    };
  }

  private static StoreFault ofService(AwsServiceException cause) {
    // What DynamoDB passes on from KMS comes under several codes, always with this prefix: "KMS key
    // disabled error", "KMS key access denied error", "KMS validation error", "KMS internal error".
    if (message(cause).startsWith("KMS ")) {
      return new KeyUnavailable(cause);
    }
    if (cause.isThrottlingException()) {
      return new Throttled(cause);
    }
    return switch (code(cause)) {
      case "ResourceNotFoundException" -> new TableMissing(cause);
      case "AccessDeniedException",
          "ExpiredTokenException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "UnrecognizedClientException" ->
          new AccessDenied(cause);
      default -> new StoreFailure(cause);
    };
  }

  private static String facts(SdkException cause) {
    String what =
        cause instanceof AwsServiceException service
            ? "%s, HTTP %d, DynamoDB request id %s"
                .formatted(code(service), service.statusCode(), service.requestId())
            : cause.getClass().getSimpleName();
    // Unknown when the whole call ran out of time.
    return cause.numAttempts() == null ? what : what + ", attempts: " + cause.numAttempts();
  }

  private static String code(AwsServiceException cause) {
    var details = cause.awsErrorDetails();
    return details == null || details.errorCode() == null ? "no error code" : details.errorCode();
  }

  private static String message(AwsServiceException cause) {
    var details = cause.awsErrorDetails();
    return details == null || details.errorMessage() == null ? "" : details.errorMessage();
  }
}
