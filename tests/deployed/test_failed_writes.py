"""Asynchronous writes that fail, on the deployed stack: they wait whole in the queue, and are written again."""
import json
import os
import subprocess
import time
import uuid
from pathlib import Path

import boto3
import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def outputs():
    stack = boto3.client("cloudformation").describe_stacks(StackName=os.environ["STACK_NAME"])["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


@pytest.fixture
def failing_writer(outputs):
    """The writer without its permission to put items; calling it gives the permission back."""
    iam, role = boto3.client("iam"), outputs["WriterRoleArn"].rsplit("/", 1)[1]
    policy = iam.get_role_policy(RoleName=role, PolicyName="writer")["PolicyDocument"]

    def put(statements):
        iam.put_role_policy(RoleName=role, PolicyName="writer",
                            PolicyDocument=json.dumps({**policy, "Statement": statements}))

    put([statement for statement in policy["Statement"] if statement["Action"] != "dynamodb:PutItem"])
    yield lambda: put(policy["Statement"])
    put(policy["Statement"])


def redrive(*options: str) -> subprocess.CompletedProcess:
    return subprocess.run(["make", "-s", "redrive", f"STACK={os.environ['STACK_NAME']}", *options], cwd=ROOT,
                          capture_output=True, text=True, timeout=PATIENCE_SECONDS)


def send(outputs, event: str) -> None:
    accepted = boto3.client("lambda").invoke(
        FunctionName=outputs["WriterAliasArn"], InvocationType="Event", Payload=event.encode())
    assert accepted["StatusCode"] == 202


def wait_for_one_message(outputs) -> None:
    sqs, deadline = boto3.client("sqs"), time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        attributes = sqs.get_queue_attributes(QueueUrl=outputs["WriterFailureQueueUrl"],
                                              AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
        if attributes["ApproximateNumberOfMessages"] == "1":
            return
        time.sleep(0.5)
    pytest.fail("the failed write never came to the queue")


def stored(outputs, item_id: str) -> dict | None:
    return boto3.client("dynamodb").get_item(
        TableName=outputs["TableName"], Key={"id": {"S": item_id}}, ConsistentRead=True).get("Item")


def test_failed_write_waits_in_the_queue_and_is_written_again(outputs, failing_writer):
    item_id = f"redriven-{uuid.uuid4()}"
    send(outputs, f'{{"id": "{item_id}"}}')
    wait_for_one_message(outputs)
    assert stored(outputs, item_id) is None

    listed = redrive("LIST=1")
    assert listed.returncode == 0
    assert "1 waiting" in listed.stdout
    assert item_id not in listed.stdout

    failing_writer()
    written = redrive()
    assert written.returncode == 0, written.stdout + written.stderr
    assert "1 written" in written.stdout
    assert stored(outputs, item_id)["id"] == {"S": item_id}
    assert "0 waiting" in redrive("LIST=1").stdout


def test_largest_item_fits_into_the_queue_and_comes_back_whole(outputs, failing_writer):
    item_id = f"largest-{uuid.uuid4()}"
    filler = "x" * (409_600 - 300)
    send(outputs, json.dumps({"id": item_id, "data": {"filler": filler}}))
    wait_for_one_message(outputs)

    failing_writer()
    assert "1 written" in redrive().stdout
    assert stored(outputs, item_id)["data"] == {"M": {"filler": {"S": filler}}}
