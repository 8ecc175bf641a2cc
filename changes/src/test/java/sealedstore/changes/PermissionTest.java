package sealedstore.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

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

  private static Permission.Delta delta(String before, String after) throws IOException {
    return Permission.Delta.of(new Difference("P", Json.parse(before), Json.parse(after)));
  }
}
