"""Asynchronous events, and the queue of those that fail."""
import json
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from botocore.exceptions import ClientError

from local.tests.probe import invoke, messages


def send(client, payload: bytes) -> dict:
    return client("lambda").invoke(FunctionName="probe-snap", Qualifier="live", InvocationType="Event", Payload=payload)


def queue_url(client) -> str:
    return client("sqs").get_queue_url(QueueName="probe-failures")["QueueUrl"]


def failure_record(client) -> dict:
    """Waits for the record of one failed event, and takes it from the queue."""
    url = queue_url(client)
    received, = client("sqs").receive_message(QueueUrl=url, WaitTimeSeconds=20)["Messages"]
    client("sqs").delete_message(QueueUrl=url, ReceiptHandle=received["ReceiptHandle"])
    return json.loads(received["Body"], parse_float=Decimal)


# --- invocation_payload

def test_failed_asynchronous_event_is_recorded_as_it_was_sent(client):
    payload = b'{"fail": 12345678901234567890.123456789012345678, "text": "\xc3\xa9"}'
    send(client, payload)
    record = failure_record(client)
    assert record["requestPayload"] == json.loads(payload, parse_float=Decimal)


# --- async_invoke, failure_record, request_id, secure_transport (the queue refuses requests without TLS)

def test_asynchronous_event_of_an_alias_is_retried_under_one_id_and_goes_to_its_queue(client):
    answer = send(client, b'"fail"')
    request_id = answer["ResponseMetadata"]["RequestId"]
    record = failure_record(client)
    assert record["requestPayload"] == "fail"
    assert record["requestContext"]["requestId"] == request_id
    assert datetime.fromisoformat(record["timestamp"].replace("Z", "+00:00")) <= datetime.now(timezone.utc)
    starts = [line for line in messages(client, "/probe/json") if "platform.start" in line and request_id in line]
    assert len(starts) == 2  # the first attempt and MaximumRetryAttempts 1


def test_event_of_a_stopped_function_reaches_the_queue_at_once_and_no_version_runs(client):
    client("lambda").put_function_concurrency(FunctionName="probe-snap", ReservedConcurrentExecutions=0)
    try:
        request_id = send(client, b'{"n":1}')["ResponseMetadata"]["RequestId"]
        record, attempts = failure_record(client), throttles(client)
        with pytest.raises(ClientError) as refused:
            invoke(client, "probe-snap", Qualifier="live")
    finally:
        client("lambda").delete_function_concurrency(FunctionName="probe-snap")
    assert record["requestPayload"] == {"n": 1}
    assert (record["requestContext"]["requestId"], record["requestContext"]["condition"]) == (
        request_id, "ZeroReservedConcurrency")
    assert (record["requestContext"]["approximateInvokeCount"], "responsePayload" in record) == (0, False)
    assert refused.value.response["Error"]["Code"] == "TooManyRequestsException"
    assert attempts == 1
    assert not [line for line in messages(client, "/probe/json") if request_id in line]
    assert invoke(client, "probe-snap", Qualifier="live")[1] == "x"


def throttles(client) -> float:
    now = datetime.now(timezone.utc)
    points = client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Lambda", MetricName="Throttles", Dimensions=[{"Name": "FunctionName", "Value": "probe-snap"}],
        StartTime=now - timedelta(hours=1), EndTime=now + timedelta(minutes=1), Period=3600, Statistics=["Sum"])["Datapoints"]
    return sum(point["Sum"] for point in points)


# --- secure_transport

def test_policy_that_demands_tls_lets_local_requests_pass(client):
    assert client("sqs").get_queue_attributes(QueueUrl=queue_url(client), AttributeNames=["QueueArn"])["Attributes"]
