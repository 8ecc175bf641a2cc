"""An invocation of a Java function, its environment and its event."""
import json
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

from local.tests.probe import invoke, messages

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


def test_java_function_that_dies_while_it_initialises_is_reported_without_its_log(client):
    answer, payload = invoke(client, "probe-exits-init")
    assert (answer["FunctionError"], payload["errorType"]) == ("Unhandled", "Runtime.ExitError")
    assert payload["errorMessage"].endswith("exited during init with code 3")
    assert "about to exit" in messages(client, "/probe/text")


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
