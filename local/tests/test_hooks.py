"""What each hook of MiniStack is for, tested on a running emulator. A test fails when an upgrade breaks its hook. It passes
without the hook once MiniStack does the same: then delete the hook."""
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from botocore.exceptions import ClientError


def invoke(client, function, payload=b'"x"', **options):
    answer = client("lambda").invoke(FunctionName=function, Payload=payload, **options)
    return answer, json.loads(answer["Payload"].read())


def messages(client, group):
    return [event["message"] for event in client("logs").filter_log_events(logGroupName=group)["events"]]


# --- java_runtime

def test_java_function_runs_the_deployed_package(client):
    answer, payload = invoke(client, "probe-plain", b'{"n":1}')
    assert (answer.get("FunctionError"), payload) == (None, {"n": 1})


def test_java_function_has_the_environment_of_lambda_and_nothing_of_this_machine(client):
    _, environment = invoke(client, "probe-plain", b'"environment"')
    for expected in ("AWS_LAMBDA_FUNCTION_NAME=probe-plain", "AWS_LAMBDA_FUNCTION_VERSION=$LATEST", "AWS_REGION=us-east-1",
                     "AWS_EXECUTION_ENV=AWS_Lambda_java25", "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
                     "AWS_LAMBDA_LOG_GROUP_NAME=/probe/text", "AWS_ACCESS_KEY_ID=ASIA"):
        assert expected in environment
    assert "HOME=" not in environment and "PYTHON" not in environment


def test_java_function_that_throws_is_reported_with_type_message_and_stack_trace(client):
    answer, payload = invoke(client, "probe-plain", b'"fail"')
    assert answer["FunctionError"] == "Unhandled"
    assert (payload["errorType"], payload["errorMessage"]) == ("java.lang.IllegalArgumentException", "as asked")
    assert payload["stackTrace"][0].startswith("probe.Probe.handle")


def test_java_function_that_dies_is_reported_and_runs_again(client):
    answer, payload = invoke(client, "probe-plain", b'"exit"')
    assert (answer["FunctionError"], payload["errorType"]) == ("Unhandled", "Runtime.ExitError")
    assert invoke(client, "probe-plain", b'"again"')[1] == "again"


def test_java_function_that_fails_to_initialise_is_reported_as_the_runtime_does(client):
    answer, payload = invoke(client, "probe-fails-init")
    assert answer["FunctionError"] == "Unhandled"
    assert (payload["errorType"], payload["errorMessage"]) == ("java.lang.IllegalStateException", "FAIL_INIT is set")


# --- concurrency

def test_invocations_wait_for_one_of_a_few_execution_environments(client):
    def streams():
        return {stream["logStreamName"] for stream in client("logs").describe_log_streams(
            logGroupName="/probe/text")["logStreams"]}

    before, environments = streams(), max(2, os.cpu_count() or 1)
    with ThreadPoolExecutor(4 * environments) as callers:
        payloads = list(callers.map(lambda n: invoke(client, "probe-plain", str(n).encode())[1], range(8 * environments)))
    assert payloads == list(range(8 * environments))
    assert len(streams() - before) <= environments


# --- log_delivery

def test_log_is_text_with_the_platform_s_lines(client):
    request_id = invoke(client, "probe-plain", b'"text!"')[0]["ResponseMetadata"]["RequestId"]
    log = messages(client, "/probe/text")
    start = log.index(f"START RequestId: {request_id} Version: $LATEST")
    assert log[start + 1:start + 3] == ["got 7 characters", f"END RequestId: {request_id}"]
    assert log[start + 3].startswith(f"REPORT RequestId: {request_id}\tDuration: ")


def test_log_is_json_where_the_configuration_says_so(client):
    request_id = invoke(client, "probe-snap", Qualifier="live")[0]["ResponseMetadata"]["RequestId"]
    lines = [json.loads(line) for line in messages(client, "/probe/json") if line.startswith("{")]
    platform = {line["type"]: line["record"] for line in lines if line.get("record", {}).get("requestId") == request_id}
    assert platform["platform.start"]["version"] == "1"
    assert platform["platform.report"]["status"] == "success"


def test_log_goes_to_one_stream_per_execution_environment(client):
    invoke(client, "probe-snap", Qualifier="live")
    invoke(client, "probe-snap", Qualifier="live")
    streams = client("logs").describe_log_streams(logGroupName="/probe/json")["logStreams"]
    assert len([stream for stream in streams if "[1]" in stream["logStreamName"]]) == 1


def test_log_needs_the_permissions_of_the_role(client):
    before = len(messages(client, "/probe/text"))
    answer, _ = invoke(client, "probe-no-logs")
    assert "FunctionError" not in answer
    assert len(messages(client, "/probe/text")) == before


def test_missing_log_group_stays_missing(client):
    invoke(client, "probe-fails-init")
    assert client("logs").describe_log_groups(logGroupNamePrefix="/probe/missing")["logGroups"] == []
    assert client("logs").describe_log_groups(logGroupNamePrefix="/aws/lambda/")["logGroups"] == []


# --- metric_filter

def test_metric_filter_is_tried_on_lines(client):
    lines = ['{"n": 1}', "no JSON", '{"n": 2}']
    found = client("logs").test_metric_filter(filterPattern="{ $.n > 1 }", logEventMessages=lines)["matches"]
    assert [(match["eventNumber"], match["eventMessage"]) for match in found] == [(3, '{"n": 2}')]


def test_metric_filter_of_no_pattern_and_too_many_lines_are_refused(client):
    for pattern, lines in (("{ $.n > }", ["{}"]), ("{ $.n > 1 }", ["{}"] * 51)):
        with pytest.raises(ClientError, match="InvalidParameterException"):
            client("logs").test_metric_filter(filterPattern=pattern, logEventMessages=lines)


# --- snap_start

def test_published_version_ran_its_checkpoint_and_restore_hooks(client):
    assert invoke(client, "probe-snap", b'"checkpoint"', Qualifier="live")[1] == "checkpoint 200, restore"
    assert "AWS_LAMBDA_INITIALIZATION_TYPE=snap-start" in invoke(client, "probe-snap", b'"environment"', Qualifier="live")[1]


def test_function_that_is_not_published_ran_none(client):
    assert invoke(client, "probe-plain", b'"checkpoint"')[1] == "none"


def test_version_that_does_not_initialise_is_failed(client):
    functions = client("lambda")
    functions.update_function_configuration(FunctionName="probe-fails-init", SnapStart={"ApplyOn": "PublishedVersions"})
    version = functions.publish_version(FunctionName="probe-fails-init")["Version"]
    deadline = time.monotonic() + 20
    state = {"State": "Pending"}
    while state["State"] == "Pending" and time.monotonic() < deadline:
        time.sleep(0.2)
        state = functions.get_function_configuration(FunctionName="probe-fails-init", Qualifier=version)
    assert state["State"] == "Failed" and "FAIL_INIT is set" in state["StateReason"]


# --- invocation_payload

@pytest.mark.parametrize("payload", [b"12345678901234567890.123456789012345678", b'{"a": 1.10,  "b":1E2}', b'{"aa":1,"aa":22}'])
def test_function_gets_the_bytes_that_were_sent(client, payload):
    assert client("lambda").invoke(FunctionName="probe-plain", Payload=payload, LogType="Tail")["StatusCode"] == 200
    _, echoed = invoke(client, "probe-plain", payload)
    assert echoed == json.loads(payload)
    assert f"got {len(payload)} characters" in messages(client, "/probe/text")


def test_payload_that_is_no_json_is_refused(client):
    with pytest.raises(ClientError) as refused:
        invoke(client, "probe-plain", b"{")
    assert refused.value.response["Error"]["Code"] == "InvalidRequestContentException"


def test_failed_asynchronous_event_is_recorded_as_it_was_sent(client):
    payload = b'{"fail": 12345678901234567890.123456789012345678, "text": "\xc3\xa9"}'
    client("lambda").invoke(FunctionName="probe-snap", Qualifier="live", InvocationType="Event", Payload=payload)
    url = client("sqs").get_queue_url(QueueName="probe-failures")["QueueUrl"]
    received, = client("sqs").receive_message(QueueUrl=url, WaitTimeSeconds=20)["Messages"]
    client("sqs").delete_message(QueueUrl=url, ReceiptHandle=received["ReceiptHandle"])
    record = json.loads(received["Body"], parse_float=Decimal)
    assert record["requestPayload"] == json.loads(payload, parse_float=Decimal)


# --- payload_limits

@pytest.mark.parametrize("kind, limit", [("RequestResponse", 6_291_456), ("Event", 1_048_576)])
def test_event_over_the_limit_is_refused(client, kind, limit):
    event = b'"' + b"x" * (limit - 2) + b'"'
    assert "FunctionError" not in invoke_as(client, kind, event)
    with pytest.raises(ClientError) as refused:
        invoke_as(client, kind, event + b" ")
    assert refused.value.response["Error"]["Code"] == "RequestEntityTooLargeException"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 413


def invoke_as(client, kind, event):
    return client("lambda").invoke(FunctionName="probe-plain", InvocationType=kind, Payload=event)


def test_answer_over_the_limit_fails_the_invocation(client):
    largest, payload = invoke(client, "probe-plain", b'"answer 6291556"')
    assert (largest.get("FunctionError"), len(payload)) == (None, 6_291_554)
    larger, failure = invoke(client, "probe-plain", b'"answer 6291557"')
    assert (larger["FunctionError"], failure["errorType"]) == ("Unhandled", "Function.ResponseSizeTooLarge")


# --- request_id

def test_function_has_the_request_id_of_the_response(client):
    answer, request_id = invoke(client, "probe-plain", b'"request id"')
    assert request_id == answer["ResponseMetadata"]["RequestId"]


# --- async_invoke, failure_record, request_id, secure_transport (the queue refuses requests without TLS)

def test_asynchronous_event_of_an_alias_is_retried_under_one_id_and_goes_to_its_queue(client):
    answer, = [client("lambda").invoke(FunctionName="probe-snap", Qualifier="live", InvocationType="Event", Payload=b'"fail"')]
    request_id = answer["ResponseMetadata"]["RequestId"]
    url = client("sqs").get_queue_url(QueueName="probe-failures")["QueueUrl"]
    received = client("sqs").receive_message(QueueUrl=url, WaitTimeSeconds=20)["Messages"]
    record = json.loads(received[0]["Body"])
    assert record["requestPayload"] == "fail"
    assert record["requestContext"]["requestId"] == request_id
    assert datetime.fromisoformat(record["timestamp"].replace("Z", "+00:00")) <= datetime.now(timezone.utc)
    starts = [line for line in messages(client, "/probe/json") if "platform.start" in line and request_id in line]
    assert len(starts) == 2  # the first attempt and MaximumRetryAttempts 1


# --- secure_transport

def test_policy_that_demands_tls_lets_local_requests_pass(client):
    url = client("sqs").get_queue_url(QueueName="probe-failures")["QueueUrl"]
    assert client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]


# --- table_properties

def test_table_has_its_key_recovery_and_time_to_live(client):
    key = client("cloudformation").describe_stack_resource(StackName="probe", LogicalResourceId="Key")
    table = client("dynamodb").describe_table(TableName="probe")["Table"]
    backups = client("dynamodb").describe_continuous_backups(TableName="probe")["ContinuousBackupsDescription"]
    expiry = client("dynamodb").describe_time_to_live(TableName="probe")["TimeToLiveDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]
    assert table["SSEDescription"]["Status"] == "ENABLED"
    assert table["SSEDescription"]["KMSMasterKeyArn"].endswith(key["StackResourceDetail"]["PhysicalResourceId"])
    assert (recovery["PointInTimeRecoveryStatus"], recovery["RecoveryPeriodInDays"]) == ("ENABLED", 7)
    assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"}


def test_table_has_its_capacity_in_numbers(client):
    throughput = client("dynamodb").describe_table(TableName="probe")["Table"]["ProvisionedThroughput"]
    assert (throughput["ReadCapacityUnits"], throughput["WriteCapacityUnits"]) == (3, 4)


def test_table_has_its_policy(client):
    dynamodb = client("dynamodb")
    arn = dynamodb.describe_table(TableName="probe")["Table"]["TableArn"]
    policy = json.loads(dynamodb.get_resource_policy(ResourceArn=arn)["Policy"])
    assert [(each["Sid"], each["Resource"]) for each in policy["Statement"]] == [("TlsOnly", arn)]


# --- point_in_time

def _scanned(dynamodb, table):
    return {item["id"]["S"]: item.get("n", {}).get("N") for item in dynamodb.scan(TableName=table)["Items"]}


def test_table_is_restored_as_it_was_at_a_time_with_its_key_and_says_from_what(client):
    dynamodb = client("dynamodb")
    probe = dynamodb.describe_table(TableName="probe")["Table"]
    for number, name in enumerate(["kept", "changed", "removed"]):
        dynamodb.put_item(TableName="probe", Item={"id": {"S": name}, "n": {"N": str(number)}})
    recovery = dynamodb.describe_continuous_backups(TableName="probe")["ContinuousBackupsDescription"]
    moment = recovery["PointInTimeRecoveryDescription"]["LatestRestorableDateTime"]
    dynamodb.put_item(TableName="probe", Item={"id": {"S": "changed"}, "n": {"N": "7"}})
    dynamodb.delete_item(TableName="probe", Key={"id": {"S": "removed"}})
    dynamodb.put_item(TableName="probe", Item={"id": {"S": "later"}})

    dynamodb.restore_table_to_point_in_time(
        SourceTableName="probe", TargetTableName="probe-restored", RestoreDateTime=moment)

    assert _scanned(dynamodb, "probe-restored") == {"kept": "0", "changed": "1", "removed": "2"}
    assert _scanned(dynamodb, "probe") == {"kept": "0", "changed": "7", "later": None}
    restored = dynamodb.describe_table(TableName="probe-restored")["Table"]
    assert restored["SSEDescription"]["KMSMasterKeyArn"] == probe["SSEDescription"]["KMSMasterKeyArn"]
    assert restored["RestoreSummary"]["SourceTableArn"] == probe["TableArn"]
    assert restored["RestoreSummary"]["RestoreDateTime"] == moment
    dynamodb.delete_table(TableName="probe-restored")


@pytest.mark.parametrize("moment", [1, 99_999_999_999])
def test_restore_to_a_time_out_of_reach_is_refused(client, moment):
    with pytest.raises(ClientError) as refused:
        client("dynamodb").restore_table_to_point_in_time(
            SourceTableName="probe", TargetTableName="probe-restored", RestoreDateTime=moment)
    assert refused.value.response["Error"]["Code"] == "InvalidRestoreTimeException"


def test_table_restored_from_a_backup_has_the_key_and_neither_recovery_nor_the_policy_of_an_earlier_table(client):
    dynamodb = client("dynamodb")
    probe = dynamodb.describe_table(TableName="probe")["Table"]
    backup = dynamodb.create_backup(TableName="probe", BackupName="probe")["BackupDetails"]["BackupArn"]
    arn = None
    for _ in range(2):
        table = dynamodb.restore_table_from_backup(BackupArn=backup, TargetTableName="probe-copy")["TableDescription"]
        arn = table["TableArn"]
        assert table["SSEDescription"]["KMSMasterKeyArn"] == probe["SSEDescription"]["KMSMasterKeyArn"]
        assert table["RestoreSummary"]["SourceTableArn"] == probe["TableArn"]
        with pytest.raises(ClientError) as missing:
            dynamodb.get_resource_policy(ResourceArn=arn)
        assert missing.value.response["Error"]["Code"] == "PolicyNotFoundException"
        dynamodb.put_resource_policy(ResourceArn=arn, Policy='{"Statement": []}')
        with pytest.raises(ClientError) as unavailable:
            dynamodb.restore_table_to_point_in_time(
                SourceTableName="probe-copy", TargetTableName="x-y-z", UseLatestRestorableTime=True)
        assert unavailable.value.response["Error"]["Code"] == "PointInTimeRecoveryUnavailableException"
        dynamodb.delete_table(TableName="probe-copy")


# --- function_properties

def test_function_and_its_versions_have_the_key(client):
    functions = client("lambda")
    configuration = functions.get_function_configuration(FunctionName="probe-snap")
    version = functions.get_function_configuration(FunctionName="probe-snap", Qualifier="live")
    assert configuration["KMSKeyArn"].startswith("arn:aws:kms:") and version["KMSKeyArn"] == configuration["KMSKeyArn"]
    assert functions.get_function(FunctionName="probe-snap")["Code"]["SourceKMSKeyArn"] == configuration["KMSKeyArn"]


# --- change_set_values

def _change_set(client, name, kind, resources):
    cloudformation = client("cloudformation")
    cloudformation.create_change_set(StackName="values", ChangeSetName=name, ChangeSetType=kind,
                                     TemplateBody=json.dumps({"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
                                                              "Resources": resources}))
    described = cloudformation.describe_change_set(StackName="values", ChangeSetName=name, IncludePropertyValues=True)
    return {change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"] for change in described["Changes"]}


def test_change_set_says_what_properties_were_and_will_be(client):
    group = {"Type": "AWS::Logs::LogGroup", "DeletionPolicy": "Delete",
             "Properties": {"LogGroupName": "/values", "RetentionInDays": 14}}
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "values"}}
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::GetAtt": ["Queue", "Arn"]}}}
    absent = {"Type": "AWS::SQS::Queue", "Condition": "Never", "Properties": {"DelaySeconds": 1}}

    created = _change_set(client, "one", "CREATE", {"Group": group, "Queue": queue, "Topic": topic, "Absent": absent})
    assert set(created) == {"Group", "Queue", "Topic"}
    assert json.loads(created["Group"]["AfterContext"]) == {
        "Properties": {"LogGroupName": "/values", "RetentionInDays": "14"}, "DeletionPolicy": "Delete"}
    assert "BeforeContext" not in created["Group"]
    assert json.loads(created["Topic"]["AfterContext"])["Properties"]["DisplayName"] == "{{changeSet:KNOWN_AFTER_APPLY}}"

    cloudformation = client("cloudformation")
    cloudformation.execute_change_set(StackName="values", ChangeSetName="one")
    cloudformation.get_waiter("stack_create_complete").wait(StackName="values", WaiterConfig={"Delay": 1})
    changed = {**group, "Properties": {"LogGroupName": {"Fn::Sub": "/values"}, "RetentionInDays": 7}}
    other = {**absent, "Properties": {"DelaySeconds": 2}}
    delayed = {**queue, "Properties": {**queue["Properties"], "DelaySeconds": 1}}
    updated = _change_set(client, "two", "UPDATE",
                          {"Group": changed, "Queue": delayed, "Topic": topic, "Absent": other})
    assert set(updated) == {"Group", "Queue", "Topic"}
    assert updated["Group"]["Replacement"] == "False"
    assert [detail["Target"]["Name"] for detail in updated["Group"]["Details"]] == ["RetentionInDays"]
    assert [json.loads(updated["Group"][name])["Properties"]["RetentionInDays"]
            for name in ("BeforeContext", "AfterContext")] == ["14", "7"]
    assert json.loads(updated["Topic"]["BeforeContext"])["Properties"]["DisplayName"].startswith("arn:aws:sqs:")

    same_values = {"Group": {**group, "Properties": {**changed["Properties"], "RetentionInDays": 14}}, "Topic": topic,
                   "Queue": {**queue, "Properties": {**queue["Properties"], "VisibilityTimeout": 1}}}
    assert "Group" not in _change_set(client, "three", "UPDATE", same_values)

    topic_gone = {"Group": group, "Queue": {**queue, "Condition": "Never"}}
    removed = _change_set(client, "four", "UPDATE", topic_gone)
    assert {name: change["Action"] for name, change in removed.items()} == {"Queue": "Remove", "Topic": "Remove"}
    assert removed["Queue"]["PhysicalResourceId"] and removed["Queue"]["PolicyAction"] == "Delete"
    cloudformation.delete_stack(StackName="values")


# --- change_set_outputs

def test_change_set_of_outputs_only_can_be_executed_and_one_without_changes_cannot(client):
    cloudformation = client("cloudformation")

    def planned(name, outputs, kind="UPDATE"):
        queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "outputs"}}
        cloudformation.create_change_set(
            StackName="outputs", ChangeSetName=name, ChangeSetType=kind,
            TemplateBody=json.dumps({"Resources": {"Queue": queue}, "Outputs": outputs}))
        described = cloudformation.describe_change_set(StackName="outputs", ChangeSetName=name)
        return described["Status"], described["ExecutionStatus"], len(described.get("Changes", []))

    planned("one", {}, "CREATE")
    cloudformation.execute_change_set(StackName="outputs", ChangeSetName="one")
    cloudformation.get_waiter("stack_create_complete").wait(StackName="outputs", WaiterConfig={"Delay": 1})

    outputs = {"Name": {"Value": {"Fn::GetAtt": ["Queue", "QueueName"]}}}
    assert planned("two", outputs) == ("CREATE_COMPLETE", "AVAILABLE", 0)
    cloudformation.execute_change_set(StackName="outputs", ChangeSetName="two")
    cloudformation.get_waiter("stack_update_complete").wait(StackName="outputs", WaiterConfig={"Delay": 1})
    stack, = cloudformation.describe_stacks(StackName="outputs")["Stacks"]
    assert [(each["OutputKey"], each["OutputValue"]) for each in stack["Outputs"]] == [("Name", "outputs")]
    assert planned("three", outputs) == ("FAILED", "UNAVAILABLE", 0)
    cloudformation.delete_stack(StackName="outputs")


# --- metric_math

def test_alarm_on_an_expression_of_metrics_is_made(client):
    alarm, = client("cloudwatch").describe_alarms(AlarmNames=["probe"])["MetricAlarms"]
    assert [metric["Id"] for metric in alarm["Metrics"]] == ["percent", "used"]
    assert (alarm["Threshold"], alarm["StateValue"]) == (80, "INSUFFICIENT_DATA")
    assert "MetricName" not in alarm


# --- condition_join

def test_condition_tells_an_empty_list_from_a_filled_one(client):
    stack, = client("cloudformation").describe_stacks(StackName="probe")["Stacks"]
    assert {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]} == {
        "Empty": "empty", "Filled": "filled"}
