package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTest {

  @Test
  void sameStatementsWrittenOtherwise_areTheSamePermissions() throws IOException {
    var delta =
        delta(
            """
            {"Statement": {"Effect": "Allow", "Action": ["a:B", "a:C"], "Resource": ["x"],
              "Condition": {"ArnEquals": {"k": ["1", "2"]}}}}
            """,
            """
            {"Statement": [
              {"Effect": "Allow", "Action": "a:C", "Resource": "x", "Condition": {"ArnEquals": {"k": ["2", "1"]}}},
              {"Sid": "New", "Effect": "Allow", "Action": "a:B", "Resource": "x", "Condition": {"ArnEquals": {"k": ["2", "1"]}}}]}
            """);

    assertThat(delta.added()).isEmpty();
    assertThat(delta.removed()).isEmpty();
  }

  @Test
  void narrowedCondition_isRemovedAndAdded() throws IOException {
    var delta =
        delta(
            """
            {"Statement": [{"Effect": "Allow", "Action": "a:B", "Resource": "*"}]}
            """,
            """
            {"Statement": [{"Effect": "Allow", "Action": "a:B", "Resource": "*", "Condition": {"Bool": {"s": "true"}}}]}
            """);

    assertThat(Permission.lines(delta.removed())).containsExactly("Allow a:B on *");
    assertThat(Permission.lines(delta.added())).containsExactly("Allow a:B on * if Bool s true");
  }

  @Test
  void actionsOfOneStatement_areOneLine() throws IOException {
    var permissions =
        Permission.of(
            Json.parse(
                """
                {"Statement": {"Effect": "Allow", "Principal": {"Service": ["l.amazonaws.com"], "AWS": "*"},
                  "Action": ["a:B", "a:C"], "Resource": "*"}}
                """));

    assertThat(Permission.lines(permissions))
        .containsExactly(
            "Allow a:B, a:C to everyone on *", "Allow a:B, a:C to Service l.amazonaws.com on *");
  }

  @Test
  void exclusions_areSaidAsSuch() throws IOException {
    var permissions =
        Permission.of(
            Json.parse(
                """
                {"Statement": {"Effect": "Deny", "NotPrincipal": {"AWS": "me"}, "NotAction": "a:B", "NotResource": ["x"]}}
                """));

    assertThat(Permission.lines(permissions))
        .containsExactly("Deny all but a:B to all but {AWS: me} on all but [x]");
  }

  @Test
  void principalThatIsNotKnownYet_isNotEveryone() throws IOException {
    var permissions =
        Permission.of(
            Json.parse(
                """
                {"Statement": {"Effect": "Allow", "Principal": "{{changeSet:KNOWN_AFTER_APPLY}}", "Action": "a:B"}}
                """));

    assertThat(Permission.lines(permissions)).containsExactly("Allow a:B to (known after apply)");
    assertThat(permissions).noneMatch(Permission::allowsEveryone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal': '*'",
        "'Principal': {'AWS': '*'}",
        "'Principal': {'AWS': ['arn:aws:iam::111122223333:root', '*']}",
        "'Principal': '*', 'Condition': {'Bool': {'aws:SecureTransport': 'true'}}",
        "'NotPrincipal': {'AWS': 'arn:aws:iam::111122223333:root'}",
      })
  void allowanceForCallersWhomNobodyNames_isForEveryone(String who) throws IOException {
    assertThat(allowance(who)).anyMatch(Permission::allowsEveryone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}",
        "'Principal': '*', 'Condition': {'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}",
      })
  void allowanceForNamedCallers_isNotForEveryone(String who) throws IOException {
    assertThat(allowance(who)).noneMatch(Permission::allowsEveryone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Action': '*', 'Resource': '*'",
        "'Action': ['dynamodb:PutItem', 'dynamodb:*'], 'Resource': '*'",
        "'Action': 'kms:*', 'Resource': ['arn:aws:kms:us-east-1:111122223333:key/1', '*']",
        "'NotAction': 'iam:*', 'Resource': '*'",
        "'Action': '*', 'NotResource': 'arn:aws:s3:::bucket'",
      })
  void allowanceOfAServiceOnEveryResource_isForEverything(String what) throws IOException {
    assertThat(allowance(what)).anyMatch(Permission::allowsEverything);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Action': 'dynamodb:*', 'Resource': 'arn:aws:dynamodb:us-east-1:111122223333:table/items'",
        "'Action': 'dynamodb:ListTables', 'Resource': '*'",
        "'Action': 'dynamodb:List*', 'Resource': '*'",
      })
  void allowanceOfSomeActionsOrResources_isNotForEverything(String what) throws IOException {
    assertThat(allowance(what)).noneMatch(Permission::allowsEverything);
  }

  @Test
  void policyThatIsNotKnownYet_losesNothing() throws IOException {
    Value policy = Json.parse("{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"a:B\"}}");

    assertThat(Permission.Delta.of(new Difference("P", policy, Value.UNKNOWN)).removed()).isEmpty();
    assertThat(Permission.Delta.of(new Difference("P", Value.UNKNOWN, policy)).added()).isEmpty();
  }

  @Test
  void denialWhoseResourceIsKnownAfterApply_isNotLifted() throws IOException {
    var delta =
        delta(
            """
            {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "arn:aws:sqs:::q"}}
            """,
            """
            {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "{{changeSet:KNOWN_AFTER_APPLY}}"}}
            """);

    Permission lost = delta.removed().iterator().next();
    assertThat(delta.added()).anyMatch(lost::mayBe);
  }

  private static Set<Permission> allowance(String elements) throws IOException {
    return Permission.of(
        Json.parse(
            "{'Statement': {'Effect': 'Allow', %s}}".formatted(elements).replace('\'', '"')));
  }

  private static Permission.Delta delta(String before, String after) throws IOException {
    return Permission.Delta.of(new Difference("P", Json.parse(before), Json.parse(after)));
  }
}
