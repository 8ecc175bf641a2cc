package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class ItemsInTableTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/a";

  @Test
  void callerThatTheStackDoesNotList_skipsTheTest() {
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> items(ROLE, "AccessDeniedException").item("a"))
        .withMessageContaining("RestoreRoleArns");
  }

  @ParameterizedTest
  @CsvSource({"'', AccessDeniedException", ROLE + ", ResourceNotFoundException"})
  void anyOtherFailure_isAFailure(String listed, String code) {
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> items(listed, code).item("a"));
  }

  private static ItemsInTable items(String listed, String code) {
    var stack =
        new Stack(
            "s", "arn", Map.of("TableName", "t"), Map.of("DeploymentRoleArns", listed), Map.of());
    var refusing =
        new DynamoDbClient() {
          @Override
          public GetItemResponse getItem(GetItemRequest request) {
            throw DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
          }

          @Override
          public String serviceName() {
            return SERVICE_NAME;
          }

          @Override
          public void close() {}
        };
    return new ItemsInTable(refusing, stack);
  }
}
