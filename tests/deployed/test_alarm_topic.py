"""With a topic, alarms and the rule for the key tell it; without, they tell nobody."""
import json
import os

import boto3
import pytest

TOPIC = "alarm-topic-of-the-tests"
# CloudTrail's record of the call, as EventBridge passes it on ("DisableKey" in the KMS developer guide, shortened).
DISABLED = {"eventSource": "kms.amazonaws.com", "eventName": "DisableKey", "eventTime": "2026-11-22T17:43:36Z",
            "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/Alice"},
            "requestParameters": {"keyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}, "responseElements": None}


def stack() -> dict:
    return boto3.client("cloudformation").describe_stacks(StackName=os.environ["STACK_NAME"])["Stacks"][0]


def deploy_with(topic_arn: str) -> None:
    cloudformation = boto3.client("cloudformation")
    parameters = [{"ParameterKey": "AlarmTopicArn", "ParameterValue": topic_arn}]
    parameters += [parameter for parameter in stack()["Parameters"] if parameter["ParameterKey"] != "AlarmTopicArn"]
    cloudformation.update_stack(StackName=os.environ["STACK_NAME"], UsePreviousTemplate=True, Parameters=parameters,
                                Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"])
    cloudformation.get_waiter("stack_update_complete").wait(StackName=os.environ["STACK_NAME"], WaiterConfig={"Delay": 1})


def alarm_actions() -> set[str]:
    alarms = boto3.client("cloudwatch").describe_alarms(AlarmNamePrefix="acme-dev-")["MetricAlarms"]
    assert len(alarms) == 15
    return {action for alarm in alarms for action in alarm.get("AlarmActions", []) + alarm.get("OKActions", [])}


def rules() -> list[dict]:
    return boto3.client("events").list_rules(NamePrefix="acme-dev-")["Rules"]


@pytest.fixture
def topic():
    sns = boto3.client("sns")
    arn = sns.create_topic(Name=TOPIC)["TopicArn"]
    deploy_with(arn)
    yield arn
    deploy_with("")
    sns.delete_topic(TopicArn=arn)


@pytest.fixture
def untold():
    assert (alarm_actions(), rules()) == (set(), [])
    yield
    assert (alarm_actions(), rules()) == (set(), [])


def test_alarms_and_the_rule_tell_the_topic_while_one_is_given(untold, topic):
    assert alarm_actions() == {topic}
    rule, = rules()
    events = boto3.client("events")
    assert [target["Arn"] for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]] == [topic]

    key = next(output["OutputValue"] for output in stack()["Outputs"] if output["OutputKey"] == "KeyArn")
    assert _matches(rule, {**DISABLED, "resources": [{"type": "AWS::KMS::Key", "ARN": key}]})
    assert _matches(rule, {**DISABLED, "eventName": "ScheduleKeyDeletion", "resources": [{"ARN": key}]})
    assert not _matches(rule, {**DISABLED, "resources": [{"ARN": f"{key}x"}]})
    assert not _matches(rule, {**DISABLED, "eventName": "EnableKey", "resources": [{"ARN": key}]})
    assert not _matches(rule, {**DISABLED, "errorCode": "AccessDenied", "resources": [{"ARN": key}]})


def _matches(rule: dict, record: dict) -> bool:
    event = {"id": "1", "account": "111122223333", "region": "us-east-1", "time": record["eventTime"], "source": "aws.kms",
             "resources": [], "detail-type": "AWS API Call via CloudTrail", "detail": record}
    return boto3.client("events").test_event_pattern(EventPattern=rule["EventPattern"], Event=json.dumps(event))["Result"]
