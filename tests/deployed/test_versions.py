"""A changed parameter reaches callers: what the alias live names is published with it."""
import os
import time

import boto3
import pytest

# Every parameter that reaches a function's settings and can change in a stack that lives on (template/test_versions.py
# finds them), a value that is no default, and what shows it.
CHANGES = {
    "MemorySize": ("768", lambda configuration: str(configuration["MemorySize"])),
    "Architecture": (None, lambda configuration: configuration["Architectures"][0]),
    "LogLevel": ("WARN", lambda configuration: configuration["LoggingConfig"]["ApplicationLogLevel"]),
}
OTHER_ARCHITECTURE = {"arm64": "x86_64", "x86_64": "arm64"}


@pytest.fixture(scope="module")
def cloudformation():
    return boto3.client("cloudformation")


def describe(cloudformation) -> dict:
    return cloudformation.describe_stacks(StackName=os.environ["STACK_NAME"])["Stacks"][0]


def update(cloudformation, parameters: dict) -> None:
    cloudformation.update_stack(
        StackName=os.environ["STACK_NAME"], UsePreviousTemplate=True,
        Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()])
    cloudformation.get_waiter("stack_update_complete").wait(
        StackName=os.environ["STACK_NAME"], WaiterConfig={"Delay": 1})


@pytest.fixture
def deployed(cloudformation):
    """The deployed parameters; they are put back."""
    parameters = {p["ParameterKey"]: p["ParameterValue"] for p in describe(cloudformation)["Parameters"]}
    yield parameters
    update(cloudformation, parameters)


@pytest.mark.parametrize("parameter", CHANGES)
def test_changed_parameter_is_in_the_version_that_the_alias_names(cloudformation, deployed, parameter):
    value, shown = CHANGES[parameter]
    value = value or OTHER_ARCHITECTURE[deployed["Architecture"]]
    assert deployed[parameter] != value
    update(cloudformation, {**deployed, parameter: value})

    outputs = {o["OutputKey"]: o["OutputValue"] for o in describe(cloudformation)["Outputs"]}
    functions = boto3.client("lambda")
    published = [functions.get_function_configuration(FunctionName=outputs[alias])
                 for alias in ("WriterAliasArn", "ReaderAliasArn")]
    assert "$LATEST" not in [configuration["Version"] for configuration in published]
    assert [shown(configuration) for configuration in published] == [value, value]


def test_published_version_is_primed_and_nothing_is_stored(cloudformation, deployed):
    outputs = {o["OutputKey"]: o["OutputValue"] for o in describe(cloudformation)["Outputs"]}
    items = boto3.client("dynamodb").scan(TableName=outputs["TableName"], ConsistentRead=True)["Count"]
    began = int(time.time() * 1000)
    update(cloudformation, {**deployed, "MemorySize": "769"})

    logs = boto3.client("logs")
    for kind, operation in (("Writer", "PutItem"), ("Reader", "GetItem")):
        # Refused without effect; the local AWS writes the log of the init phase with that of an invocation.
        boto3.client("lambda").invoke(FunctionName=outputs[f"{kind}AliasArn"], Payload=b"[]")
        events = logs.filter_log_events(logGroupName=outputs[f"{kind}LogGroupName"], startTime=began)["events"]
        assert any(f"primed: {operation}" in event["message"] for event in events), [e["message"] for e in events]
        assert not any("not primed" in event["message"] for event in events), [e["message"] for e in events]
    assert boto3.client("dynamodb").scan(TableName=outputs["TableName"], ConsistentRead=True)["Count"] == items
