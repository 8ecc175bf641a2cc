package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceKindTest {

  @ParameterizedTest
  @CsvSource({
    "AWS::DynamoDB::Table, PROTECTED",
    "AWS::KMS::Key, PROTECTED",
    "AWS::Logs::LogGroup, PROTECTED",
    "AWS::SQS::Queue, PROTECTED",
    "AWS::Lambda::Function, REPLACEABLE",
    "AWS::IAM::Role, REPLACEABLE",
    "Custom::Anything, UNKNOWN"
  })
  void type_hasItsKind(String type, ResourceKind kind) {
    assertThat(ResourceKind.of(type)).isEqualTo(kind);
  }
}
