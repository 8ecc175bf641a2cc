"""The deployed stack refuses what the matrix refuses: IAM's simulation for both roles, and real calls with real roles.

Wants the deployed stack's name in STACK_NAME and an account that the SDK reaches (`python3 -m local exec --`).
No encryption context takes part: IAM's simulation cannot give one for a key, the evaluator's matrix does.
"""
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass

import boto3
import botocore.client
import pytest
from botocore.exceptions import ClientError

from tests.access import expected as expected
from tests.access.matrix import actions_on, actions_without_resource
from tests.access.world import ACCOUNT, ADMINISTRATOR_POLICY, FOREIGN, OWN

REFUSED = ("AccessDenied", "AccessDeniedException")
ITEM = {"id": {"S": "access-test"}, "source": {"S": "access test"}}
KEY = {"id": {"S": "access-test"}}


@dataclass(frozen=True)
class Deployed:
    account: str
    outputs: dict[str, str]

    def here(self, arn: str) -> str:
        """An ARN of the matrix in this account."""
        return arn.replace(ACCOUNT, self.account)


@pytest.fixture(scope="session")
def deployed() -> Iterator[Deployed]:
    stack = boto3.client("cloudformation").describe_stacks(StackName=os.environ["STACK_NAME"])["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    deployed = Deployed(boto3.client("sts").get_caller_identity()["Account"], outputs)
    if outputs["TableName"] != "acme-dev-items" or boto3.session.Session().region_name != "us-east-1":
        pytest.fail("the matrix is of Company acme, Environment dev, in us-east-1: deploy with these")
    yield deployed
    boto3.client("dynamodb").delete_item(TableName=outputs["TableName"], Key=KEY)


@pytest.fixture(scope="session")
def session():
    """A session with the credentials of a role."""
    def assume(role_arn: str) -> boto3.session.Session:
        keys = boto3.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="access-test")["Credentials"]
        return boto3.session.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
    return assume


@pytest.fixture(scope="session")
def writer(deployed, session):
    return session(deployed.outputs["WriterRoleArn"])


@pytest.fixture(scope="session")
def reader(deployed, session):
    return session(deployed.outputs["ReaderRoleArn"])


@pytest.fixture(scope="session", params=[[], [ADMINISTRATOR_POLICY]], ids=["no permissions", "every permission"])
def unrelated(request, deployed, session):
    """A role that the account makes beside the stack, and whether it is an administrator."""
    iam, name = boto3.client("iam"), f"access-test-{len(request.param)}"
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                                                     "Principal": {"AWS": f"arn:aws:iam::{deployed.account}:root"}}]}
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    for policy in request.param:
        iam.put_role_policy(RoleName=name, PolicyName="all", PolicyDocument=json.dumps(policy))
    yield session(arn), bool(request.param)
    for _ in request.param:
        iam.delete_role_policy(RoleName=name, PolicyName="all")
    iam.delete_role(RoleName=name)


def without_conditions(expects: tuple[expected.May, ...]) -> set[tuple[str, str]]:
    """Action and resource of what is allowed without a condition: all but the use of the key."""
    return {(action.lower(), entry.on) for entry in expects if entry.on != "own key" for action in entry.actions}


@pytest.mark.parametrize("role, expects", [("WriterRoleArn", expected.WRITER), ("ReaderRoleArn", expected.READER)])
def test_iam_allows_the_role_exactly_what_is_documented(deployed, role, expects):
    iam, allowed = boto3.client("iam"), set()
    asked = [("no resource", "*", sorted(actions_without_resource()))]
    asked += [(resource.label, deployed.here(resource.arn), sorted(actions_on(resource))) for resource in OWN + FOREIGN]
    for label, arn, actions in asked:
        arn = deployed.outputs["KeyArn"] if label == "own key" else arn
        results = iam.simulate_principal_policy(PolicySourceArn=deployed.outputs[role], ActionNames=actions,
                                                ResourceArns=[arn])["EvaluationResults"]
        assert len(results) == len(actions)
        allowed |= {(result["EvalActionName"], label) for result in results if result["EvalDecision"] == "allowed"}
    assert allowed == without_conditions(expects)


def calls(table: str) -> dict[str, tuple[str, dict]]:
    """DynamoDB's operations on items, by name. Without PartiQL, which the local AWS refuses to every role."""
    return {
        "PutItem": ("put_item", {"TableName": table, "Item": ITEM}),
        "GetItem": ("get_item", {"TableName": table, "Key": KEY}),
        "BatchGetItem": ("batch_get_item", {"RequestItems": {table: {"Keys": [KEY]}}}),
        "BatchWriteItem": ("batch_write_item", {"RequestItems": {table: [{"PutRequest": {"Item": ITEM}}]}}),
        "Query": ("query", {"TableName": table, "KeyConditionExpression": "id = :id",
                            "ExpressionAttributeValues": {":id": KEY["id"]}}),
        "Scan": ("scan", {"TableName": table}),
        "UpdateItem": ("update_item", {"TableName": table, "Key": KEY}),
        "DeleteItem": ("delete_item", {"TableName": table, "Key": KEY}),
        "TransactWriteItems": ("transact_write_items",
                               {"TransactItems": [{"Delete": {"TableName": table, "Key": KEY}}]}),
        "DescribeTable": ("describe_table", {"TableName": table}),
        "DeleteTable": ("delete_table", {"TableName": table}),
    }


OPERATIONS = list(calls("any"))


def refused(client: botocore.client.BaseClient, method: str, arguments: dict) -> bool:
    try:
        getattr(client, method)(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] not in REFUSED:
            raise
        return True
    return False


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_writer_puts_items_and_does_nothing_else_with_the_table(deployed, writer, operation):
    call = calls(deployed.outputs["TableName"])[operation]
    assert refused(writer.client("dynamodb"), *call) is (operation != "PutItem")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_reader_gets_items_and_does_nothing_else_with_the_table(deployed, reader, operation):
    call = calls(deployed.outputs["TableName"])[operation]
    assert refused(reader.client("dynamodb"), *call) is (operation != "GetItem")


@pytest.mark.parametrize("table", ["acme-prod-items", "globex-dev-items", "acme-dev-items-2"])
def test_neither_role_reaches_another_table(writer, reader, table):
    assert refused(writer.client("dynamodb"), *calls(table)["PutItem"])
    assert refused(reader.client("dynamodb"), *calls(table)["GetItem"])


def test_the_reader_gets_what_the_writer_put(deployed, writer, reader):
    table = deployed.outputs["TableName"]
    writer.client("dynamodb").put_item(TableName=table, Item=ITEM)
    assert reader.client("dynamodb").get_item(TableName=table, Key=KEY)["Item"] == ITEM


def test_only_the_writer_sends_to_the_failure_queue_and_does_not_receive(deployed, writer, reader):
    message = {"QueueUrl": deployed.outputs["WriterFailureQueueUrl"], "MessageBody": "access test"}
    assert not refused(writer.client("sqs"), "send_message", message)
    assert refused(reader.client("sqs"), "send_message", message)
    assert refused(writer.client("sqs"), "receive_message", {"QueueUrl": message["QueueUrl"]})
    queue = boto3.client("sqs")
    for received in queue.receive_message(QueueUrl=message["QueueUrl"], MaxNumberOfMessages=10).get("Messages", []):
        if received["Body"] == message["MessageBody"]:
            queue.delete_message(QueueUrl=message["QueueUrl"], ReceiptHandle=received["ReceiptHandle"])


@pytest.mark.parametrize("role", ["writer", "reader"])
def test_no_role_uses_the_key_by_itself(deployed, role, request):
    assert refused(request.getfixturevalue(role).client("kms"), "encrypt",
                   {"KeyId": deployed.outputs["KeyArn"], "Plaintext": b"access test"})


def test_an_unrelated_role_reaches_the_items_only_as_administrator_and_never_the_key_by_itself(deployed, unrelated):
    role, administrator = unrelated
    table, key = deployed.outputs["TableName"], deployed.outputs["KeyArn"]
    assert refused(role.client("dynamodb"), *calls(table)["GetItem"]) is not administrator
    assert refused(role.client("kms"), "describe_key", {"KeyId": key}) is not administrator
    assert refused(role.client("kms"), "encrypt", {"KeyId": key, "Plaintext": b"access test"})
    assert refused(role.client("kms"), "create_grant",
                   {"KeyId": key, "GranteePrincipal": deployed.outputs["ReaderRoleArn"], "Operations": ["Decrypt"]})
    for name in ("WriterRoleArn", "ReaderRoleArn"):
        arguments = {"RoleArn": deployed.outputs[name], "RoleSessionName": "access-test"}
        assert refused(role.client("sts"), "assume_role", arguments)
