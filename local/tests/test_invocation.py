"""How the launcher invokes a function, and how it reports failures, without an emulator."""
import io
import json

import pytest
from botocore.exceptions import ClientError

from local.launcher import aws, invocation
from tools.progress import Failure


class Lambda:
    """A client whose functions answer "answer"."""

    def __init__(self):
        self.calls = []

    def get_waiter(self, name):
        self.calls.append(name)
        return self

    def wait(self, **arguments):
        self.calls.append((arguments["FunctionName"], arguments["Qualifier"]))

    def invoke(self, **arguments):
        self.calls.append(arguments["Payload"])
        return {"ResponseMetadata": {"RequestId": "id"}, "Payload": io.BytesIO(b"answer")}


@pytest.fixture
def functions(monkeypatch):
    client = Lambda()
    monkeypatch.setattr(invocation, "outputs", lambda _: {"WriterFunctionName": "acme-dev-writer"})
    monkeypatch.setattr(invocation, "client", lambda *_: client)
    return client


def test_a_denied_call_shows_as_such_with_the_log():
    error = {"errorType": "DynamoDbException", "errorMessage": "User: x is not authorized to perform: dynamodb:PutItem"}
    text = invocation.explain("writer", invocation.Response("id", json.dumps(error).encode(), "Unhandled", "one\ntwo " + "x" * 900))
    assert text.startswith("the writer failed: AccessDenied. DynamoDbException: User: x is not authorized to perform")
    assert "  one\n" in text and len(text) < 800


def test_an_event_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(Failure, match="event.json: No such file"):
        invocation.invoke(None, "writer", tmp_path / "event.json")


def test_an_unknown_function_is_answered_with_the_known_ones(tmp_path):
    with pytest.raises(Failure, match="no function is called x: there are writer and reader"):
        invocation.invoke(None, "x", tmp_path)


def test_an_event_is_sent_as_it_is_also_if_it_is_not_json(tmp_path, functions):
    event = tmp_path / "event.txt"
    event.write_bytes(b"\xff{")
    assert invocation.invoke(None, "writer", event).payload == b"answer"
    assert functions.calls[-1] == b"\xff{"


def test_a_call_waits_until_the_new_version_can_be_invoked(tmp_path, functions):
    event = tmp_path / "event.json"
    event.write_text("{}")
    invocation.invoke(None, "writer", event)
    assert functions.calls == ["published_version_active", ("acme-dev-writer", "live"), b"{}"]


def test_a_stack_that_was_retired_is_named_with_the_command_that_deploys_it(monkeypatch):
    class CloudFormation:
        def describe_stacks(self, **_):
            raise ClientError({"Error": {"Code": "ValidationError", "Message": "Stack with id x does not exist"}}, "DescribeStacks")

    monkeypatch.setattr(aws, "client", lambda *_: CloudFormation())
    with pytest.raises(Failure, match="the local AWS has no stack acme-dev-sealed-store: deploy it with make up"):
        aws.outputs(None)
