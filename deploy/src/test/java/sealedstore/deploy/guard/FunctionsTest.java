package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.guard.Changes.added;
import static sealedstore.deploy.guard.Changes.found;
import static sealedstore.deploy.guard.Changes.modified;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sealedstore.deploy.guard.value.Value;

/** Changes of functions, and what they are watched by. */
class FunctionsTest {

  private static final String FUNCTION = "AWS::Lambda::Function";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'Code': {'S3Bucket': 'b', 'S3Key': 'p/00000000'}} | {'Code': {'S3Bucket': 'b', 'S3Key': 'p/11111111'}} |
          {'Code': {'S3Bucket': 'b', 'S3Key': 'p/00000000'}} | {'Code': {'S3Bucket': 'other', 'S3Key': 'p/11111111'}} | R/Code
          {'Code': {'S3Bucket': 'b', 'S3Key': 'p/00000000'}} | {'Code': {'S3Bucket': 'other', 'S3Key': 'q/00000000'}} | R/Code R/version
          {'Code': {'S3Bucket': 'b', 'S3Key': 'code.zip'}} | {'Code': {'S3Bucket': 'other', 'S3Key': 'code.zip'}} | R/Code
          {'Code': {'S3Key': '00000000'}} | {'Code': {'S3Key': '00000000', 'ImageUri': '999988887777.dkr.ecr.us-east-1.amazonaws.com/x'}} | R/Code
          {'Code': {'S3Key': '00000000'}} | {'Code': {'ZipFile': 'exports.handler = ...'}} | R/Code
          {'Timeout': '30'} | {'Timeout': '60'} |
          {'Timeout': '30'} | {'Timeout': '1'} | R/Timeout
          {'Timeout': '30'} | {} | R/Timeout
          {'MemorySize': '512'} | {'MemorySize': '256'} |
          {'MemorySize': '128'} | {'MemorySize': '192'} |
          {'MemorySize': '512'} | {'MemorySize': '128'} | R/MemorySize
          {'LoggingConfig': {'ApplicationLogLevel': 'INFO'}} | {'LoggingConfig': {'ApplicationLogLevel': 'DEBUG'}} |
          {'LoggingConfig': {'ApplicationLogLevel': 'WARN'}} | {} |
          {'LoggingConfig': {'ApplicationLogLevel': 'INFO'}} | {'LoggingConfig': {'ApplicationLogLevel': 'FATAL'}} | R/LoggingConfig
          {} | {'LoggingConfig': {'SystemLogLevel': 'WARN'}} | R/LoggingConfig
          {} | {'LoggingConfig': {'ApplicationLogLevel': 'LOUD'}} | R/LoggingConfig
          {'LoggingConfig': {'LogFormat': 'JSON'}} | {'LoggingConfig': {'LogFormat': 'Text'}} | R/LoggingConfig
          {'Runtime': 'java25'} | {'Runtime': 'provided.al2023'} | R/Runtime
          {} | {'Tags': ['a']} | R/version
          {} | {'ReservedConcurrentExecutions': '0'} | R/ReservedConcurrentExecutions R/version
          """)
  void functionWithANewVersion_isFoundWhereItMayDoLess(String before, String after, String found)
      throws Unreadable {
    var version = added("RVersion1", "AWS::Lambda::Version", "{'FunctionName': 'r'}");

    assertThat(found(modified(FUNCTION, before, after), version))
        .isEqualTo(found == null ? List.of() : List.of(found.split(" ")));
  }

  @Test
  void functionWithoutANewVersion_isFoundUnlessNothingVersionedChanges() throws Unreadable {
    assertThat(found(modified(FUNCTION, "{}", "{'Tags': ['a']}"))).isEmpty();
    assertThat(found(modified(FUNCTION, "{}", "{'Description': 'a'}")))
        .containsExactly("R/version");
  }

  @Test
  void versionThatLambdaWouldRefuse_isFoundWithTheWayOut() throws Unreadable {
    var version = versionOf("r");

    assertThat(Guard.judge(Changes.changeSet(version)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.id()).isEqualTo("V/version");
              assertThat(finding.sentence())
                  .contains("A version for this Lambda function exists")
                  .endsWith("Change the function's code or Description as well.");
            });
    assertThat(found(modified(FUNCTION, "{}", "{'Tags': ['a']}"), version))
        .containsExactly("R/version");
  }

  @Test
  void alias_isHarmlessWhereItMovesToAVersionOfItsOwnFunction() throws Unreadable {
    String before = "{'FunctionName': 'r', 'FunctionVersion': '1'}";
    String after = "{'FunctionName': 'r', 'FunctionVersion': '{{changeSet:KNOWN_AFTER_APPLY}}'}";
    var alias = modified("A", "AWS::Lambda::Alias", "False", before, after);
    var function = modified(FUNCTION, "{}", "{'Description': 'a'}");
    var other = modified("Q", FUNCTION, "False", "{}", "{'Description': 'a'}");

    assertThat(found(function, versionOf("r"), alias)).isEmpty();
    assertThat(found(other, versionOf("q"), alias)).containsExactly("A/FunctionVersion");
  }

  private static Change versionOf(String function) throws Unreadable {
    return added("V", "AWS::Lambda::Version", "{'FunctionName': '%s'}".formatted(function));
  }

  @ParameterizedTest
  @CsvSource({"ReplaceAndRetain, true", "ReplaceAndDelete, false"})
  void replacedVersion_isHarmlessWhereTheOldOneStays(String policyAction, boolean harmless)
      throws Unreadable {
    var function = modified(FUNCTION, "{'MemorySize': '512'}", "{'MemorySize': '1024'}");
    var version =
        Change.of(
            "Modify",
            "RVersion1",
            "arn:aws:lambda:us-east-1:111122223333:function:r:1",
            "AWS::Lambda::Version",
            "True",
            policyAction,
            List.of(),
            Changes.json("{'Properties': {'FunctionName': 'r', 'Description': 'a'}}"),
            Changes.json("{'Properties': {'FunctionName': 'r', 'Description': 'b'}}"),
            Value.ABSENT);

    assertThat(found(function, version))
        .isEqualTo(harmless ? List.of() : List.of("RVersion1/replaced"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Read  | / 5 | / 6     | {'ProvisionedThroughput': {'ReadCapacityUnits': '5'}} | {'ProvisionedThroughput': {'ReadCapacityUnits': '6'}} | true
          Write | / 5 | / 40000 | {'ProvisionedThroughput': {'WriteCapacityUnits': '5'}} | {} | true
          Read  | / 5 | / 6     | {'ProvisionedThroughput': {'WriteCapacityUnits': '5'}} | {'ProvisionedThroughput': {'WriteCapacityUnits': '6'}} | false
          Read  | / 5 | / 5000  | {'ProvisionedThroughput': {'ReadCapacityUnits': '5'}} | {'ProvisionedThroughput': {'ReadCapacityUnits': '6'}} | false
          Read  | / 4 | / 6     | {'ProvisionedThroughput': {'ReadCapacityUnits': '5'}} | {'ProvisionedThroughput': {'ReadCapacityUnits': '6'}} | false
          Read  | / 5 | * 0 / 6 | {'ProvisionedThroughput': {'ReadCapacityUnits': '5'}} | {'ProvisionedThroughput': {'ReadCapacityUnits': '6'}} | false
          Read  | / 5 | / all   | {'ProvisionedThroughput': {'ReadCapacityUnits': '5'}} | {'ProvisionedThroughput': {'ReadCapacityUnits': '6'}} | false
          """)
  void alarmsShareOfACapacity_isHarmlessWhereItFollowsTheTable(
      String use, String before, String after, String table, String changed, boolean harmless)
      throws Unreadable {
    String metrics =
        "{'Metrics': [{'Id': 'percent', 'Expression': '100 * used %s'}, {'Id': 'used', 'MetricStat':"
            + " {'Metric': {'MetricName': 'Consumed%sCapacityUnits'}}}]}";
    var alarm =
        modified(
            "AWS::CloudWatch::Alarm",
            metrics.formatted(before, use),
            metrics.formatted(after, use));
    var capacity = modified("Table", "AWS::DynamoDB::Table", "False", table, changed);

    assertThat(found(capacity, alarm)).isEqualTo(harmless ? List.of() : List.of("R/Metrics"));
    assertThat(found(alarm)).containsExactly("R/Metrics");
  }
}
