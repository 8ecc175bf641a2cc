package sealedstore.deploy.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.deploy.guard.value.Json;

class PolicyChangeTest {

  /** A statement each: what it allows before, and what after. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Action': 'kms:*' | 'Action': ['KMS:Decrypt', 'kms:Enc*']
          'Action': ['a:B', 'a:C'] | 'Action': 'a:C'
          'NotAction': 'a:B' | 'NotAction': ['a:B', 'a:C']
          'NotAction': 'a:B*' | 'Action': 'a:C'
          'Action': '*' | 'NotAction': 'a:B'
          'Action': 'a:B', 'Resource': 'x*' | 'Action': 'a:B', 'Resource': 'xy'
          'Action': 'a:B', 'NotResource': 'x' | 'Action': 'a:B', 'NotResource': ['x', 'y']
          'Action': 'a:B', 'Principal': '*' | 'Action': 'a:B', 'NotPrincipal': {'AWS': 'x'}
          'Action': 'a:B', 'Principal': {'AWS': '*'} | 'Action': 'a:B', 'Principal': {'AWS': 'x'}
          'Action': 'a:B', 'Principal': {'AWS': '111122223333'} | 'Action': 'a:B', 'Principal': {'AWS': ['arn:aws:iam::111122223333:root']}
          'Action': 'a:B', 'NotPrincipal': {'AWS': ['x', 'y']} | 'Action': 'a:B', 'NotPrincipal': {'AWS': ['y', 'x']}
          'Action': 'a:B' | 'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v'}}
          'Action': 'a:B', 'Condition': {'StringEquals': {'k': ['v', 'w']}} | 'Action': 'a:B', 'Condition': {'StringEquals': {'K': 'v'}}
          'Action': 'a:B', 'Condition': {'StringLike': {'k': 'v*'}} | 'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'vw'}}
          'Action': 'a:B', 'Condition': {'StringEqualsIfExists': {'k': 'v'}} | 'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v'}}
          'Action': 'a:B', 'Condition': {'ArnLike': {'k': 'arn:aws:sns:*:1:*'}} | 'Action': 'a:B', 'Condition': {'ArnEquals': {'k': 'arn:aws:sns:x:1:t'}}
          'Action': 'a:B', 'Condition': {'StringNotEquals': {'k': 'v'}} | 'Action': 'a:B', 'Condition': {'StringNotEquals': {'k': ['v', 'w']}}
          'Action': 'a:B', 'Condition': {'StringNotLike': {'k': 'vw'}} | 'Action': 'a:B', 'Condition': {'StringNotLike': {'k': 'v*'}}
          'Action': 'a:B', 'Condition': {'Bool': {'k': 'true'}} | 'Action': 'a:B', 'Condition': {'Bool': {'k': true}}
          'Action': 'a:B', 'Condition': {'NumericLessThan': {'k': '5'}} | 'Action': 'a:B', 'Condition': {'NumericLessThan': {'k': ['5']}}
          'Action': 'a:B', 'Resource': '${aws:username}' | 'Action': 'a:B', 'Resource': '${aws:username}'
          """)
  void narrowerStatement_gainsNothing(String before, String after)
      throws IOException, NotUnderstood {
    assertThat(change("Allow", before, after).gained()).isEmpty();
    assertThat(change("Deny", after, before).lifted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Action': 'a:B' | 'Action': 'a:*'
          'Action': 'a:B' | 'Action': 'a:?'
          'NotAction': ['a:B', 'a:C'] | 'NotAction': 'a:B'
          'NotAction': 'a:B*' | 'Action': 'a:BC'
          'NotAction': 'a:B' | 'Action': 'a:*'
          'Action': 'a:B' | 'NotAction': 'a:B'
          'Action': 'a:B', 'Resource': 'x' | 'Action': 'a:B', 'Resource': 'X'
          'Action': 'a:B', 'Resource': 'x' | 'Action': 'a:B', 'Resource': '{{changeSet:KNOWN_AFTER_APPLY}}'
          'Action': 'a:B', 'Resource': '{{changeSet:KNOWN_AFTER_APPLY}}' | 'Action': 'a:B', 'Resource': '{{changeSet:KNOWN_AFTER_APPLY}}'
          'Action': 'a:B', 'Resource': 'x/*' | 'Action': 'a:B', 'Resource': '${aws:username}'
          'Action': 'a:B', 'Resource': '${aws:username}' | 'Action': 'a:B', 'Resource': 'x'
          'Action': 'a:B', 'Principal': {'AWS': '*'} | 'Action': 'a:B', 'Principal': {'Service': 's'}
          'Action': 'a:B', 'Principal': {'AWS': '*'} | 'Action': 'a:B', 'Principal': '*'
          'Action': 'a:B', 'NotPrincipal': {'AWS': 'x'} | 'Action': 'a:B', 'Principal': {'AWS': 'y'}
          'Action': 'a:B', 'NotPrincipal': {'AWS': ['x', 'y']} | 'Action': 'a:B', 'NotPrincipal': {'AWS': 'x'}
          'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v'}} | 'Action': 'a:B'
          'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v'}} | 'Action': 'a:B', 'Condition': {'StringEquals': {'k': ['v', 'w']}}
          'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v'}} | 'Action': 'a:B', 'Condition': {'StringEqualsIfExists': {'k': 'v'}}
          'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v'}} | 'Action': 'a:B', 'Condition': {'StringEqualsIgnoreCase': {'k': 'v'}}
          'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v*'}} | 'Action': 'a:B', 'Condition': {'StringLike': {'k': 'v*'}}
          'Action': 'a:B', 'Condition': {'StringLike': {'k': 'v?'}} | 'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v*'}}
          'Action': 'a:B', 'Condition': {'StringLike': {'k': 'v*'}} | 'Action': 'a:B', 'Condition': {'StringEquals': {'k': 'v*'}}
          'Action': 'a:B', 'Condition': {'ArnLike': {'k': 'arn:aws:*:ssm:*:*'}} | 'Action': 'a:B', 'Condition': {'ArnLike': {'k': 'arn:aws:{{resolve:ssm:a}}:1:t'}}
          'Action': 'a:B', 'Condition': {'ArnLike': {'k': 'arn:aws:sns:*:1:t'}} | 'Action': 'a:B', 'Condition': {'ArnLike': {'k': 'arn:aws:sns:a:b:1:t'}}
          'Action': 'a:B', 'Condition': {'ArnLike': {'k': 'arn:aws:sns:*:1:t'}} | 'Action': 'a:B', 'Condition': {'ArnLike': {'k': '*'}}
          'Action': 'a:B', 'Condition': {'StringNotEquals': {'k': ['v', 'w']}} | 'Action': 'a:B', 'Condition': {'StringNotEquals': {'k': 'v'}}
          'Action': 'a:B', 'Condition': {'ForAllValues:StringEquals': {'k': 'v'}} | 'Action': 'a:B', 'Condition': {'ForAnyValue:StringEquals': {'k': 'v'}}
          'Action': 'a:B', 'Condition': {'NumericLessThan': {'k': '5'}} | 'Action': 'a:B', 'Condition': {'NumericLessThan': {'k': '9'}}
          """)
  void widerStatement_gainsSomething(String before, String after)
      throws IOException, NotUnderstood {
    assertThat(change("Allow", before, after).gained()).isNotEmpty();
    assertThat(change("Deny", after, before).lifted()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [] | a list is no policy document
          `"{"` | the text is no JSON
          `"[]"` | the text is no policy document
          {'Statements': []} | unknown element Statements
          {'Statement': ['a']} | a statement is no object
          {'Statement': {'Effect': 'allow', 'Action': 'a'}} | a statement's Effect is neither Allow nor Deny
          {'Statement': {'Effect': 'Allow', 'Actions': 'a'}} | unknown element Actions
          {'Statement': {'Effect': 'Allow'}} | a statement has not one of Action and NotAction
          {'Statement': {'Effect': 'Allow', 'Action': {}}} | an element holds no text
          {'Statement': {'Effect': 'Allow', 'Action': 'a', 'Principal': []}} | a Principal is a list
          {'Statement': {'Effect': 'Allow', 'Action': 'a', 'Condition': 'c'}} | a Condition is no object
          {'Statement': {'Effect': 'Allow', 'Action': 'a', 'Condition': {'Bool': 'c'}}} | a Condition has an operator without keys
          {'Statement': {'Effect': 'Allow', 'Action': 'a', 'Resource': '${aws:username}'}} | policy variables need Version 2012-10-17
          """)
  void otherDocument_isNotUnderstood(String document, String message) {
    assertThatThrownBy(() -> Policy.read(Json.parse(document.replace('\'', '"'))))
        .isInstanceOf(NotUnderstood.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Action': 'kms:Decrypt' | true
          'NotAction': 's3:*' | true
          'Action': '*', 'Condition': {'Bool': {'aws:SecureTransport': 'false'}} | false
          'Action': '*', 'Condition': {'StringNotEquals': {'aws:PrincipalAccount': '111122223333'}} | false
          'Action': '*', 'Condition': {'StringNotEquals': {'aws:PrincipalAccount': '444455556666'}} | true
          'Action': '*', 'Condition': {'Null': {'aws:PrincipalAccount': 'true'}} | true
          'Action': 'dynamodb:DeleteItem' | false
          """)
  void denialOfWhatIsNeeded_stopsIt(String statement, boolean stops)
      throws IOException, NotUnderstood {
    assertThat(Denials.stopsWhatIsNeeded(read("Deny", statement).getFirst(), "111122223333"))
        .isEqualTo(stops);
  }

  private static PolicyChange change(String effect, String before, String after)
      throws IOException, NotUnderstood {
    return PolicyChange.between(read(effect, before), read(effect, after));
  }

  private static List<Statement> read(String effect, String statement)
      throws IOException, NotUnderstood {
    return Policy.read(
        Json.parse(
            "{'Version': '2012-10-17', 'Statement': {'Effect': '%s', %s}}"
                .formatted(effect, statement)
                .replace('\'', '"')));
  }
}
