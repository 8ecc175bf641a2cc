"""The rules: which calls they report, and which they leave alone."""
import copy
import json

import pytest

from tests.template.calls import Calls, by
from tests.template.event_pattern import matches
from tests.template.policies import statements
from tests.template.stack import ALARM_TOPIC

RULES = {"ItemsKeyRule": "items-key", "ItemsTableRule": "items-table", "LogGroupsRule": "log-groups",
         "WriterFailureQueueRule": "failure-queue"}
CLOUDFORMATION = by("cloudformation")
SSE = {"enabled": True, "sSEType": "KMS", "kMSMasterKeyId": "x"}
# The fields of an event that name a resource.
NAMING = {"ARN", "tableName", "resourceArn", "logGroupName", "logGroupIdentifier", "resourceIdentifier", "queueUrl", "sourceArn"}
PITR, TTL = "pointInTimeRecoverySpecification", "timeToLiveSpecification"


def weakening(calls: Calls, names) -> dict[str, list[dict]]:
    """Rule -> calls that weaken, whoever makes them, CloudFormation included."""
    return {
        "ItemsKeyRule": [calls.key(name, caller) for name in ("DisableKey", "DisableKeyRotation", "ScheduleKeyDeletion")
                         for caller in (None, CLOUDFORMATION)]
        + [calls.key("CreateGrant"), calls.key("RevokeGrant"), calls.key("PutKeyPolicy")],
        "ItemsTableRule": [
            calls.table("DeleteTable"), calls.table("DeleteTable", CLOUDFORMATION), calls.table("DeleteTable", tableName=names.table_arn),
            calls.table("UpdateTable", deletionProtectionEnabled=False),
            calls.table("UpdateTable", CLOUDFORMATION, tableName=names.table_arn, deletionProtectionEnabled=False),
            calls.table("UpdateTable", CLOUDFORMATION, sSESpecification={"enabled": False}),
            *(calls.table("UpdateTable", sSESpecification={name: value}) for name, value in SSE.items()),
            calls.table("UpdateContinuousBackups", **{PITR: {"pointInTimeRecoveryEnabled": True, "recoveryPeriodInDays": 35}}),
            calls.table("UpdateContinuousBackups", CLOUDFORMATION, **{PITR: {"pointInTimeRecoveryEnabled": False}}),
            calls.table("UpdateContinuousBackups", CLOUDFORMATION,
                        **{PITR: {"pointInTimeRecoveryEnabled": True, "recoveryPeriodInDays": 34}}),
            calls.table("UpdateTimeToLive", **{TTL: {"enabled": True, "attributeName": "expiresAt"}}),
            calls.table("UpdateTimeToLive", CLOUDFORMATION, **{TTL: {"enabled": False, "attributeName": "expiresAt"}}),
            calls.table("UpdateTimeToLive", CLOUDFORMATION, **{TTL: {"enabled": True, "attributeName": "x"}}),
            calls.table_policy("PutResourcePolicy"),
            calls.table_policy("DeleteResourcePolicy"), calls.table_policy("DeleteResourcePolicy", CLOUDFORMATION)],
        "LogGroupsRule": [
            *(calls.log_group(name, caller, kind) for kind in ("writer", "reader") for caller in (None, CLOUDFORMATION)
              for name in ("DeleteLogGroup", "DeleteMetricFilter", "DeleteRetentionPolicy", "DisassociateKmsKey", "PutSubscriptionFilter")),
            *(calls.log_group("PutRetentionPolicy", None, kind) for kind in ("writer", "reader")),
            *(calls.log_group("DisassociateKmsKey", resourceIdentifier=names.log_group_arn(kind)) for kind in ("writer", "reader")),
            *(calls.log_group("DisassociateKmsKey", logGroupIdentifier=identifier) for kind in ("writer", "reader")
              for identifier in (names.log_group(kind), names.log_group_arn(kind)))],
        "WriterFailureQueueRule": [
            *(calls.queue(name, caller) for name in ("AddPermission", "DeleteQueue", "PurgeQueue")
              for caller in (None, CLOUDFORMATION)),
            calls.queue("DeleteQueue", queueUrl=f"https://queue.amazonaws.com/{names.account}/{names.queue}"),
            calls.queue("SetQueueAttributes"),
            calls.event("sqs", "StartMessageMoveTask", {"sourceArn": names.queue_arn})],
    }


def first_deployment(calls: Calls, names) -> list[dict]:
    """What CloudFormation and the services that it calls do to the stack's resources."""
    yield from (calls.key(name, CLOUDFORMATION) for name in (
        "CreateKey", "PutKeyPolicy", "EnableKeyRotation", "TagResource", "CreateAlias", "DescribeKey", "GetKeyRotationStatus"))
    yield from (calls.key("CreateGrant", by(service)) for service in ("dynamodb", "lambda"))
    yield from (calls.key(name, by("dynamodb")) for name in ("Decrypt", "GenerateDataKey"))
    yield calls.table("CreateTable", CLOUDFORMATION, deletionProtectionEnabled=True, sSESpecification=SSE)
    yield calls.table("UpdateContinuousBackups", CLOUDFORMATION,
                      **{PITR: {"pointInTimeRecoveryEnabled": True, "recoveryPeriodInDays": 35}})
    yield calls.table("UpdateTimeToLive", CLOUDFORMATION, **{TTL: {"enabled": True, "attributeName": "expiresAt"}})
    yield calls.table_policy("PutResourcePolicy", CLOUDFORMATION)
    for kind in ("writer", "reader"):
        yield from (calls.log_group(name, CLOUDFORMATION, kind) for name in (
            "CreateLogGroup", "PutRetentionPolicy", "AssociateKmsKey", "PutMetricFilter", "TagResource"))
    yield from (calls.queue(name, CLOUDFORMATION) for name in ("CreateQueue", "SetQueueAttributes", "TagQueue"))


def parameter_change(calls: Calls, names) -> list[dict]:
    """Other capacity, retention, lists of roles, memory."""
    yield calls.table("UpdateTable", CLOUDFORMATION, provisionedThroughput={"readCapacityUnits": 7, "writeCapacityUnits": 9})
    yield calls.table("UpdateTable", CLOUDFORMATION, billingMode="PAY_PER_REQUEST")
    yield calls.table("UpdateTable", CLOUDFORMATION, sSESpecification=SSE)
    yield from (calls.log_group("PutRetentionPolicy", CLOUDFORMATION, kind) for kind in ("writer", "reader"))
    yield calls.key("PutKeyPolicy", CLOUDFORMATION)
    yield from (calls.key(name, by("lambda")) for name in ("CreateGrant", "RetireGrant", "RevokeGrant"))


def code_change(calls: Calls, names) -> list[dict]:
    yield from (calls.key(name, by("lambda")) for name in ("CreateGrant", "Decrypt", "GenerateDataKey", "RetireGrant"))
    yield calls.event("lambda", "UpdateFunctionCode20150331v2", {"functionName": names.function("writer")}, CLOUDFORMATION)
    yield calls.event("lambda", "PublishVersion20150331", {"functionName": names.function("writer")}, CLOUDFORMATION)
    yield from (calls.log_group(name, CLOUDFORMATION) for name in ("PutMetricFilter", "DescribeLogGroups"))


def operation(calls: Calls, names) -> list[dict]:
    """What operators do by hand."""
    yield from (calls.key(name) for name in ("EnableKey", "CancelKeyDeletion", "EnableKeyRotation", "DescribeKey"))
    yield calls.table("UpdateTable", provisionedThroughput={"readCapacityUnits": 7, "writeCapacityUnits": 9})
    yield calls.table("UpdateTable", deletionProtectionEnabled=True)
    yield calls.table("CreateTable", deletionProtectionEnabled=True, sSESpecification=SSE)
    yield from (calls.table(name) for name in ("DescribeTable", "CreateBackup"))
    yield from (calls.table_policy(name) for name in ("GetResourcePolicy", "TagResource"))
    yield from (calls.log_group(name) for name in ("DescribeLogGroups", "PutMetricFilter", "AssociateKmsKey"))
    yield from (calls.queue(name) for name in ("GetQueueAttributes", "ReceiveMessage", "DeleteMessage", "TagQueue"))


@pytest.fixture
def rules(stack) -> dict[str, dict]:
    if not stack.conditions["HasAlarmTopic"]:
        pytest.skip("no topic, no rules")
    return stack.of_type("AWS::Events::Rule")


@pytest.fixture
def calls(names) -> Calls:
    return Calls(names)


def reported(rules: dict, event: dict) -> list[str]:
    return [logical_id for logical_id, rule in rules.items() if matches(rule["EventPattern"], event)]


def test_there_are_rules_when_a_topic_is_given_and_only_then(stack):
    present = RULES.keys() if stack.conditions["HasAlarmTopic"] else set()
    assert stack.of_type("AWS::Events::Rule").keys() == present


def test_a_call_that_weakens_is_reported_by_the_rule_of_its_service(rules, calls, names):
    for logical_id, events in weakening(calls, names).items():
        assert [event for event in events if reported(rules, event) != [logical_id]] == []


def test_a_refused_attempt_is_not_reported_except_to_delete_the_table(rules, calls, names):
    for logical_id, events in weakening(calls, names).items():
        for event in events:
            refused = copy.deepcopy(event)
            refused["detail"]["errorCode"] = "AccessDenied"
            expected = [logical_id] if event["detail"]["eventName"] == "DeleteTable" else []
            assert reported(rules, refused) == expected, refused


@pytest.mark.parametrize("field", ["source", "detail-type", "eventSource", "eventName"])
def test_an_event_of_another_kind_is_not_reported(rules, calls, names, field):
    for event in sum(weakening(calls, names).values(), []):
        other = copy.deepcopy(event)
        (other if field in other else other["detail"])[field] = "other"
        by_parameters = field == "eventName" and event["source"] == "aws.dynamodb"
        assert by_parameters or reported(rules, other) == [], other


def test_a_call_about_another_resource_is_not_reported(rules, calls, names):
    """The same names with something before or after them: another company, environment or account."""
    for event in sum(weakening(calls, names).values(), []):
        for change in (lambda value: f"{value}-2", lambda value: value.replace(names.prefix, f"x-{names.prefix}"),
                       lambda value: value.replace("id-of-", "id-of-other-")):
            other = json.loads(json.dumps(event), object_hook=lambda found, change=change: {
                key: change(value) if key in NAMING else value for key, value in found.items()})
            assert other == event or reported(rules, other) == [], other


@pytest.mark.parametrize("usual", [first_deployment, parameter_change, code_change, operation])
def test_what_a_deployment_and_an_operator_usually_do_is_not_reported(rules, calls, names, usual):
    assert [event for event in usual(calls, names) if reported(rules, event)] == []


def test_each_pattern_is_within_eventbridge_s_quota(rules):
    """2,048 characters ("Amazon EventBridge quotas"). A key's id has 36 characters, 22 more than the one here."""
    for logical_id, rule in rules.items():
        assert len(json.dumps(rule["EventPattern"], separators=(",", ":"))) + 22 <= 2048, logical_id


def test_each_report_names_who_did_what_when_and_where_to_read_more(rules, names):
    for logical_id, rule in rules.items():
        name = RULES[logical_id]
        assert (rule["Name"], rule["State"]) == (f"{names.prefix}-{name}", "ENABLED")
        target, = rule["Targets"]
        assert (target["Id"], target["Arn"]) == ("alarm-topic", ALARM_TOPIC)
        assert target.keys() == {"Id", "Arn", "DeadLetterConfig", "InputTransformer"}
        assert target["DeadLetterConfig"] == {"Arn": names.dead_letters_arn}
        transformer = target["InputTransformer"]
        assert transformer["InputPathsMap"] == {
            "action": "$.detail.eventName", "who": "$.detail.userIdentity.arn", "when": "$.time"}
        report = transformer["InputTemplate"]
        assert report.startswith(f'"{names.prefix}: <action> on ') and " by <who> at <when>" in report
        assert report.endswith(f' unless it was intended (docs/how-to/alarms.md, {name})."')
        assert report.count('"') == 2 and "\n" not in report
    assert "the key id-of-ItemsKey " in rules["ItemsKeyRule"]["Targets"][0]["InputTransformer"]["InputTemplate"]


def test_reports_that_the_topic_refuses_are_kept_for_fourteen_days_whatever_happens_to_the_key(rules, stack):
    queue = stack["RulesDeadLetterQueue"]
    assert queue.keys() == {"QueueName", "SqsManagedSseEnabled", "MessageRetentionPeriod", "Tags"}
    assert (queue["SqsManagedSseEnabled"], queue["MessageRetentionPeriod"]) == (True, 14 * 24 * 60 * 60)


def test_only_these_rules_send_to_the_queue_and_only_over_tls(rules, stack, names):
    policy = stack["RulesDeadLetterQueuePolicy"]
    assert policy["Queues"] == [f"https://sqs.{names.region}.{names.suffix}/{names.account}/{names.dead_letters}"]
    assert statements(policy["PolicyDocument"]) == {
        "RulesSendWhatTheTopicRefused": {
            "Effect": "Allow", "Principal": {"Service": ["events.amazonaws.com"]}, "Action": ["sqs:SendMessage"],
            "Resource": [names.dead_letters_arn],
            "Condition": {"ArnEquals": {"aws:SourceArn": sorted(
                names.arn("events", f"rule/{names.prefix}-{name}") for name in RULES.values())}}},
        "TlsOnly": {
            "Effect": "Deny", "Principal": "*", "Action": ["sqs:*"], "Resource": [names.dead_letters_arn],
            "Condition": {"Bool": {"aws:SecureTransport": ["false"]}}},
    }


def test_the_queue_takes_reports_before_the_rules_send_any(stack):
    for logical_id in RULES:
        assert stack.translated["Resources"][logical_id]["DependsOn"] == "RulesDeadLetterQueuePolicy"
