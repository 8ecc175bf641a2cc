package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;

/** Alarms and rules notify a topic where one is given, and nobody otherwise. */
@ResourceLock(Shared.PARAMETERS)
class AlarmTopicIT {

  private static final Stack STACK = Stack.underTest();
  private static final String KEY = STACK.outputs().get("KeyArn");
  private static final int ALARMS = 15;

  /** One more watches the queue of what the topic refused. */
  private static final int ALARMS_WITH_A_TOPIC = 16;

  /** CloudTrail's record of a call, as EventBridge passes it on, shortened. */
  private static final String RECORD =
      """
      {"id": "1", "account": "111122223333", "region": "us-east-1", "time": "2026-11-22T17:43:36Z",
       "source": "aws.kms", "resources": [], "detail-type": "AWS API Call via CloudTrail",
       "detail": {
         "eventSource": "kms.amazonaws.com", "eventName": "%s", "eventTime": "2026-11-22T17:43:36Z",
         "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/Alice"},
         "requestParameters": {"keyId": "1234abcd-12ab-34cd-56ef-1234567890ab"},
         "responseElements": null, %s
         "resources": [{"type": "AWS::KMS::Key", "ARN": "%s"}]}}
      """;

  @AutoClose private static final CloudWatchClient CLOUD_WATCH = CloudWatchClient.create();
  @AutoClose private static final EventBridgeClient EVENTS = EventBridgeClient.create();
  @AutoClose private static final SnsClient SNS = SnsClient.create();

  @Test
  void topicIsNotifiedWhileOneIsGiven() {
    assertNobodyIsNotified();
    String topic = SNS.createTopic(r -> r.name("alarm-topic-of-the-tests")).topicArn();
    try (var parameters = new StackParameters(STACK)) {
      parameters.change(Map.of("AlarmTopicArn", topic));
      assertThat(alarmActions(ALARMS_WITH_A_TOPIC)).containsOnly(topic);
      assertThat(rules()).hasSize(4);
      assertThat(rules())
          .allSatisfy(
              each ->
                  assertThat(EVENTS.listTargetsByRule(r -> r.rule(each.name())).targets())
                      .extracting(Target::arn)
                      .containsExactly(topic));
      Rule rule =
          rules().stream()
              .filter(each -> each.name().endsWith("-items-key"))
              .findFirst()
              .orElseThrow();
      assertThat(matches(rule, "DisableKey", "", KEY)).isTrue();
      assertThat(matches(rule, "ScheduleKeyDeletion", "", KEY)).isTrue();
      assertThat(matches(rule, "DisableKey", "", KEY + "x")).isFalse();
      assertThat(matches(rule, "EnableKey", "", KEY)).isFalse();
      assertThat(matches(rule, "DisableKey", "\"errorCode\": \"AccessDenied\",", KEY)).isFalse();
    } finally {
      SNS.deleteTopic(r -> r.topicArn(topic));
    }
    assertNobodyIsNotified();
  }

  private static void assertNobodyIsNotified() {
    assertThat(alarmActions(ALARMS)).isEmpty();
    assertThat(rules()).isEmpty();
  }

  private static Set<String> alarmActions(int count) {
    var alarms =
        CLOUD_WATCH
            .describeAlarms(r -> r.alarmNamePrefix(STACK.prefix() + "-").maxRecords(100))
            .metricAlarms();
    assertThat(alarms).hasSize(count);
    return alarms.stream()
        .flatMap(alarm -> Stream.concat(alarm.alarmActions().stream(), alarm.okActions().stream()))
        .collect(Collectors.toSet());
  }

  private static List<Rule> rules() {
    return EVENTS.listRules(r -> r.namePrefix(STACK.prefix() + "-")).rules();
  }

  private static boolean matches(Rule rule, String call, String error, String key) {
    return EVENTS
        .testEventPattern(
            r -> r.eventPattern(rule.eventPattern()).event(RECORD.formatted(call, error, key)))
        .result();
  }
}
