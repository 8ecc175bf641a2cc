package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'StringEquals': {'aws:PrincipalAccount': '111122223333'}}",
        "{'StringEquals': {'aws:principalaccount': ['111122223333', '444455556666']}}",
        "{'StringEquals': {'kms:CallerAccount': '111122223333'}}",
        "{'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}",
        "{'ForAnyValue:StringLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/*'}}",
        "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/acme-*'}}",
        "{'ArnEquals': {'aws:SourceArn': 'arn:aws:s3:::bucket'}}",
        "{'ArnEquals': {'aws:SourceArn': '{{changeSet:KNOWN_AFTER_APPLY}}'}}",
        "{'StringEquals': {'aws:SourceVpce': 'vpce-1a2b3c4d'}}",
        "{'Bool': {'aws:SecureTransport': 'true'}, 'StringEquals': {'aws:SourceAccount': '111122223333'}}",
      })
  void conditionOnWhoCalls_namesCallers(String condition) throws IOException {
    assertThat(of(condition).namesCallers()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Bool': {'aws:SecureTransport': 'true'}}",
        "{'StringEquals': {'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com'}}",
        "{'StringEquals': {'aws:ResourceAccount': '111122223333'}}",
        "{'DateLessThan': {'aws:CurrentTime': '2030-01-01T00:00:00Z'}}",
        "{'StringNotEquals': {'aws:PrincipalAccount': '111122223333'}}",
        "{'StringEqualsIfExists': {'aws:PrincipalAccount': '111122223333'}}",
        "{'ForAllValues:StringEquals': {'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/'}}",
        "{'Null': {'aws:PrincipalOrgID': 'false'}}",
        "{'StringLike': {'aws:PrincipalAccount': '*'}}",
        "{'StringLike': {'aws:PrincipalOrgID': 'o-*'}}",
        "{'StringEquals': {'aws:PrincipalAccount': '${aws:PrincipalAccount}'}}",
        "{'StringEquals': {'aws:PrincipalAccount': ['111122223333', '*']}}",
        "{'StringEquals': {'aws:PrincipalAccount': []}}",
        "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/acme-writer'}}",
        "{'StringLike': {'aws:PrincipalArn': 'arn:*:111122223333:role/acme-writer'}}",
        "{'ArnLike': {'aws:SourceArn': 'arn:aws:s3:::*'}}",
        "'{{changeSet:KNOWN_AFTER_APPLY}}'",
        "{}",
      })
  void conditionThatAnybodyMayMeet_namesNoCallers(String condition) throws IOException {
    assertThat(of(condition).namesCallers()).isFalse();
  }

  private static Condition of(String condition) throws IOException {
    return Condition.of(Json.parse(condition.replace('\'', '"')));
  }
}
