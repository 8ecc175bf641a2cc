package sealedstore.items.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class StoreFaultTest {

  private static final String SENTINEL = "SENTINEL-7f3a";

  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException, '', Throttled",
    "400, ThrottlingException, '', Throttled",
    "400, RequestLimitExceeded, '', Throttled",
    "400, AccessDeniedException, not authorized to perform: dynamodb:PutItem, AccessDenied",
    "400, UnrecognizedClientException, '', AccessDenied",
    "400, ExpiredTokenException, '', AccessDenied",
    "400, ValidationException, KMS key disabled error: DisabledException, KeyUnavailable",
    "400, AccessDeniedException, KMS key access denied error: AWSKMSException, KeyUnavailable",
    "500, InternalServerError, KMS internal error: AWSKMSException, StoreFailure",
    "400, ResourceNotFoundException, '', TableMissing",
    "400, ValidationException, something else, StoreFailure",
    "500, InternalServerError, '', StoreFailure",
    "503, ServiceUnavailable, '', StoreFailure",
  })
  void serviceErrorHasItsType(int status, String code, String message, String type) {
    assertThat(StoreFault.of(service(status, code, message)).getClass().getSimpleName())
        .isEqualTo(type);
  }

  @Test
  void timeoutsAreTimeoutsHoweverTheyCome() {
    assertThat(StoreFault.of(ApiCallTimeoutException.create(20_000)))
        .isInstanceOf(StoreTimeout.class);
    assertThat(StoreFault.of(ApiCallAttemptTimeoutException.create(5_000)))
        .isInstanceOf(StoreTimeout.class);
  }

  @Test
  void messageSaysWhatToDoAndWhatSupportNeeds() {
    assertThat(StoreFault.of(service(400, "ResourceNotFoundException", "")))
        .hasMessage(
            "the table is missing: see DYNAMODB_TABLE_NAME and the stack's table"
                + " (ResourceNotFoundException, HTTP 400, DynamoDB request id RID, attempts: 3)");
  }

  @Test
  void errorWithoutDetailsIsAStoreFailure() {
    var bare = (SdkException) DynamoDbException.builder().message(SENTINEL).build();

    assertThat(StoreFault.of(bare)).isInstanceOf(StoreFailure.class);
    assertThat(StoreFault.of(service(500, null, null))).isInstanceOf(StoreFailure.class);
  }

  @Test
  void nothingOfTheServicesMessageIsPassedOn() {
    for (var cause :
        new SdkException[] {
          service(400, "ValidationException", SENTINEL),
          SdkClientException.create(SENTINEL, new IllegalStateException(SENTINEL)),
        }) {
      var fault = StoreFault.of(cause);

      assertThat(fault.getMessage()).doesNotContain(SENTINEL);
      assertThat(fault).hasNoCause();
      assertThat(fault.getSuppressed()).isEmpty();
    }
  }

  private static SdkException service(int status, String code, String message) {
    var details = AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(details)
        .requestId("RID")
        .numAttempts(3)
        .build();
  }
}
