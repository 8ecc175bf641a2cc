"""What the functions may do: exactly this, written by hand and not read from the template."""
import pytest

from tests.template.policies import statements

LAMBDA_MAY_ASSUME = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}


def allow(actions: list, resource: str, condition: dict | None = None) -> dict:
    statement = {"Effect": "Allow", "Action": actions, "Resource": [resource]}
    return statement | {"Condition": condition} if condition else statement


def common(names, kind: str) -> dict:
    return {
        "UseTheKeyForTheTable": allow(["kms:Decrypt"], names.key_arn, {"StringEquals": {
            "kms:ViaService": [names.service("dynamodb")],
            "kms:EncryptionContext:aws:dynamodb:tableName": [names.table],
            "kms:EncryptionContext:aws:dynamodb:subscriberId": [names.account]}}),
        "UseTheKeyForTheEnvironment": allow(["kms:Decrypt"], names.key_arn, {
            "StringEquals": {"kms:ViaService": [names.service("lambda")]},
            "ArnLike": {"kms:EncryptionContext:aws:lambda:FunctionArn": names.function_and_versions(kind)}}),
        "WriteItsLogs": allow(["logs:CreateLogStream", "logs:PutLogEvents"], f"{names.log_group_arn(kind)}:*"),
        "SendTraces": allow(["xray:PutTelemetryRecords", "xray:PutTraceSegments"], "*"),
    }


def expected(names, kind: str) -> dict:
    if kind == "reader":
        return common(names, kind) | {"GetTheItem": allow(["dynamodb:GetItem"], names.table_arn)}
    return common(names, kind) | {
        # Write only: neither ReturnValues nor a transaction shows the item that is there.
        "PutTheItem": allow(["dynamodb:PutItem"], names.table_arn, {
            "StringEqualsIfExists": {"dynamodb:ReturnValues": ["NONE"]}}),
        "PutNothingInTransactions": allow(["dynamodb:PutItem"], names.table_arn, {
            "ForAnyValue:StringEquals": {"dynamodb:EnclosingOperation": ["TransactWriteItems"]}}) | {"Effect": "Deny"},
        "SendItsFailures": allow(["sqs:SendMessage"], names.queue_arn),
        "UseTheKeyForItsFailures": allow(["kms:Decrypt", "kms:GenerateDataKey"], names.key_arn, {
            "StringEquals": {"kms:ViaService": [names.service("sqs")]},
            "ArnEquals": {"kms:EncryptionContext:aws:sqs:arn": [names.queue_arn]}}),
    }


@pytest.mark.parametrize("kind", ["writer", "reader"])
def test_may_do_exactly_this(stack, names, kind):
    policy, = stack[f"{kind.title()}Role"]["Policies"]
    assert statements(policy["PolicyDocument"]) == expected(names, kind)
    assert policy["PolicyName"] == kind


@pytest.mark.parametrize("kind", ["writer", "reader"])
def test_only_lambda_may_assume_it(stack, kind):
    assert stack[f"{kind.title()}Role"]["AssumeRolePolicyDocument"] == LAMBDA_MAY_ASSUME


def test_no_role_has_a_policy_that_is_kept_elsewhere(stack):
    """A managed policy changes without this template; AWSLambdaBasicExecutionRole may create log groups."""
    for role in stack.of_type("AWS::IAM::Role").values():
        assert role.keys() <= {"RoleName", "Description", "AssumeRolePolicyDocument", "Policies", "Tags"}
