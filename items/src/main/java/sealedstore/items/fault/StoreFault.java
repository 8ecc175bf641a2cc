package sealedstore.items.fault;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * DynamoDB did not answer a request after all retries, or refused it. The invocation fails, and
 * Lambda reports the full class name as {@code errorType}.
 *
 * <p>There is no cause on purpose: Lambda would log it, and its message may quote an item.
 */
public abstract sealed class StoreFault extends RuntimeException
    permits Throttled, StoreTimeout, KeyUnavailable, AccessDenied, TableMissing, StoreFailure {

  /** The first HTTP status of a fault of the service. */
  private static final int SERVICE_FAULT = 500;

  StoreFault(String advice, SdkException cause) {
    // No stack trace: it would be the same for every fault.
    super(advice + " (" + facts(cause) + ")", null, false, false);
  }

  /** The fault for an exception of the SDK. */
  public static StoreFault of(SdkException cause) {
    return switch (cause) {
      case AwsServiceException service -> ofService(service);
      case ApiCallTimeoutException timeout -> new StoreTimeout(timeout);
      case ApiCallAttemptTimeoutException timeout -> new StoreTimeout(timeout);
      default -> new StoreFailure(cause);
    };
  }

  /** The fault for a response with an item that DynamoDB cannot hold. */
  public static StoreFault ofInvalidItem(DynamoDbResponse response) {
    return new StoreFailure(
        AwsServiceException.builder()
            .statusCode(response.sdkHttpResponse().statusCode())
            .requestId(response.responseMetadata().requestId())
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("invalid item").build())
            .build());
  }

  private static StoreFault ofService(AwsServiceException cause) {
    // DynamoDB reports errors of KMS under several codes, always with this prefix: "KMS key
    // disabled error", "KMS key access denied error", "KMS validation error". With HTTP 500, as in
    // "KMS internal error", the fault is the service's and may pass.
    if (message(cause).startsWith("KMS ") && cause.statusCode() < SERVICE_FAULT) {
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
    // Null when the time for all tries ran out.
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
