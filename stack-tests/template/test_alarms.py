"""The alarms: what they watch and whom they tell."""
import pytest

from stack import ALARM_TOPIC

# Logical id -> namespace, metric, dimension, statistic, and the highest value that is still well.
WATCHED = {
    "WriterFailuresAlarm": ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "Maximum", 0),
    "WriterFailureDeliveryAlarm": ("AWS/Lambda", "DestinationDeliveryFailures", "FunctionName", "Sum", 0),
}


def test_every_alarm_is_listed_here(stack):
    assert stack.of_type("AWS::CloudWatch::Alarm").keys() == WATCHED.keys()


@pytest.mark.parametrize("logical_id", WATCHED)
def test_fires_within_a_minute_of_the_first_failure(stack, names, logical_id):
    alarm = stack[logical_id]
    namespace, metric, dimension, statistic, well = WATCHED[logical_id]
    assert (alarm["Namespace"], alarm["MetricName"], alarm["Statistic"]) == (namespace, metric, statistic)
    named = {"QueueName": names.queue, "FunctionName": names.function("writer")}[dimension]
    assert alarm["Dimensions"] == [{"Name": dimension, "Value": named}]
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanThreshold", well)
    assert (alarm["Period"], alarm["EvaluationPeriods"], alarm.get("DatapointsToAlarm", 1)) == (60, 1, 1)
    assert alarm["TreatMissingData"] == "notBreaching"


def test_every_alarm_tells_the_topic_when_one_is_given(stack):
    topic = [ALARM_TOPIC] if stack.parameters["AlarmTopicArn"] else None
    for logical_id, alarm in stack.of_type("AWS::CloudWatch::Alarm").items():
        assert (alarm.get("AlarmActions"), alarm.get("OKActions")) == (topic, topic), logical_id
        assert alarm.get("ActionsEnabled", True) is True, logical_id


def test_every_alarm_says_what_to_do(stack):
    for logical_id, alarm in stack.of_type("AWS::CloudWatch::Alarm").items():
        assert len(alarm["AlarmDescription"]) > 80, logical_id
