"""What the functions really print: one line of facts for each call, and a metric of it wherever the template asks for one."""
import json
import os
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import boto3
import pytest

from local.emulator.filter_pattern import matches, select

EVENTS = Path(__file__).resolve().parents[2] / "events"
PATIENCE_SECONDS = 60

# Field -> type, of every line, and of lines with an outcome that has more to say.
ALWAYS = {"timestamp": str, "level": str, "outcome": str, "function": str, "requestId": str}
OF_A_CALL_OF_DYNAMODB = {"attempts": int, "dynamoDbMs": float}
OF_AN_ITEM = {"bytes": int}
OF_A_FIRST_CALL = {"start": str}
FIELDS = {
    "Written": ("INFO", ALWAYS | OF_A_CALL_OF_DYNAMODB | OF_AN_ITEM),
    "Found": ("INFO", ALWAYS | OF_A_CALL_OF_DYNAMODB | OF_AN_ITEM),
    "Missing": ("INFO", ALWAYS | OF_A_CALL_OF_DYNAMODB),
    "ItemExists": ("INFO", ALWAYS | OF_A_CALL_OF_DYNAMODB),
    "InvalidEvent": ("WARN", ALWAYS),
    "ItemTooLarge": ("WARN", ALWAYS),
    "AccessDenied": ("ERROR", ALWAYS | OF_A_CALL_OF_DYNAMODB),
}
# Outcome -> the metrics that one such line counts for (each of these calls needed one try).
METRICS = {
    "Written": {"Calls", "DynamoDbLatency", "ItemBytes"},
    "Found": {"Calls", "DynamoDbLatency", "ItemBytes"},
    "Missing": {"Calls", "DynamoDbLatency"},
    "ItemExists": {"Calls", "DynamoDbLatency"},
    "InvalidEvent": {"Calls", "RefusedEvents"},
    "ItemTooLarge": {"Calls", "RefusedEvents"},
    "AccessDenied": {"Calls", "DynamoDbLatency"},
}


@dataclass(frozen=True)
class Call:
    kind: str
    event: str
    request_id: str
    outcome: str


@pytest.fixture(scope="module")
def stack() -> dict:
    return boto3.client("cloudformation").describe_stacks(StackName=os.environ["STACK_NAME"])["Stacks"][0]


@pytest.fixture(scope="module")
def outputs(stack) -> dict:
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


@pytest.fixture(scope="module")
def calls(outputs) -> list[Call]:
    """Each event of events/, an id that is not there, and a read without the permission to read."""
    # Lambda itself refuses what is no JSON.
    made = [call(outputs, kind, path.read_bytes(), path.stem) for kind in ("writer", "reader")
            for path in sorted((EVENTS / kind).glob("*.json")) if not path.stem.endswith("not-json")]
    made.append(call(outputs, "reader", b'{"id": "nobody wrote this"}', "missing"))
    with without_permission(outputs["ReaderRoleArn"].rsplit("/", 1)[1], "reader", "dynamodb:GetItem"):
        made.append(call(outputs, "reader", b"{}", "refused"))
    return made


def call(outputs, kind: str, event: bytes, name: str) -> Call:
    answer = boto3.client("lambda").invoke(FunctionName=outputs[f"{kind.title()}AliasArn"], Payload=event)
    payload = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        outcome = payload["errorType"].rsplit(".", 1)[1]
    else:
        body = json.loads(payload["body"])
        plain = "Written" if "written" in body else "Missing" if body == {"missing": True} else "Found"
        outcome = body["error"]["code"] if "error" in body else plain
    return Call(kind, name, answer["ResponseMetadata"]["RequestId"], outcome)


class without_permission:
    def __init__(self, role: str, policy: str, action: str):
        self._iam, self._name, self._action = boto3.client("iam"), {"RoleName": role, "PolicyName": policy}, action
        self._policy = self._iam.get_role_policy(**self._name)["PolicyDocument"]

    def _put(self, statements: list) -> None:
        self._iam.put_role_policy(**self._name, PolicyDocument=json.dumps({**self._policy, "Statement": statements}))

    def __enter__(self):
        self._put([each for each in self._policy["Statement"] if each["Action"] != self._action])

    def __exit__(self, *_):
        self._put(self._policy["Statement"])


@pytest.fixture(scope="module")
def printed(outputs, calls) -> dict[str, list[str]]:
    """Kind of function -> every line of its log, once all the calls' lines are there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        found = {kind: _messages(outputs[f"{kind.title()}LogGroupName"]) for kind in ("writer", "reader")}
        missing = [call for call in calls if not any('"outcome"' in line and call.request_id in line for line in found[call.kind])]
        if not missing:
            return found
        if time.monotonic() > deadline:
            pytest.fail(f"no line of {missing[0]}")
        time.sleep(1)


def _messages(group: str) -> list[str]:
    pages = boto3.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
    return [event["message"].strip() for page in pages for event in page["events"]]


@pytest.fixture(scope="module")
def line_of(printed):
    def of(call: Call) -> dict:
        line, = (line for line in printed[call.kind] if '"outcome"' in line and call.request_id in line)
        return json.loads(line)
    return of


@pytest.fixture(scope="module")
def filters(outputs) -> dict[str, list[tuple]]:
    """Kind of function -> (pattern, metric) of every metric filter of its log group."""
    logs = boto3.client("logs")
    return {kind: [(each["filterPattern"], metric)
                   for each in logs.describe_metric_filters(logGroupName=outputs[f"{kind.title()}LogGroupName"])["metricFilters"]
                   for metric in each["metricTransformations"]] for kind in ("writer", "reader")}


def test_the_calls_have_every_outcome_that_an_event_can_have(calls):
    assert {call.outcome for call in calls} == FIELDS.keys()


def test_each_call_prints_one_line_of_its_facts(calls, line_of, outputs):
    for call in calls:
        line = line_of(call)
        level, fields = FIELDS[call.outcome]
        assert (line["outcome"], line["level"]) == (call.outcome, level), call
        assert line["function"] == outputs[f"{call.kind.title()}FunctionName"]
        assert line.keys() - OF_A_FIRST_CALL.keys() == fields.keys(), call
        assert {name for name in fields if not isinstance(line[name], fields[name])} == set(), line
        printed_at = datetime.fromisoformat(line["timestamp"].replace("Z", "+00:00"))
        assert abs((datetime.now(timezone.utc) - printed_at).total_seconds()) < 600
        assert line.get("attempts", 1) == 1


def test_nothing_of_an_event_is_printed(printed, calls):
    ids = [json.loads(path.read_bytes())["id"] for path in EVENTS.glob("writer/200-*.json") if b'"id"' in path.read_bytes()]
    assert len(ids) > 1
    for unprinted in [*ids, "nobody wrote this"]:
        assert not [line for kind in printed for line in printed[kind] if unprinted in line]


def test_each_line_counts_for_the_metrics_of_its_outcome(calls, line_of, filters):
    for call in calls:
        line = line_of(call)
        line.pop("start", None)
        counted = {metric["metricName"] for pattern, metric in filters[call.kind] if matches(pattern, json.dumps(line))}
        # Only writes can be asynchronous, and refused without their caller's knowing it.
        assert counted == METRICS[call.outcome] - ({"RefusedEvents"} if call.kind == "reader" else set()), call


def test_every_pattern_selects_a_line_and_finds_its_value_and_dimensions(printed, filters):
    for kind, lines in printed.items():
        # What these calls do not have is a second try; items/CallLogTest prints such a line.
        retried = [json.dumps({**json.loads(line), "attempts": 2}) for line in lines if '"attempts":1,' in line]
        for pattern, metric in filters[kind]:
            selected = [line for line in lines + retried[:1] if matches(pattern, line)]
            assert selected, (kind, pattern)
            for line in selected:
                value = metric["metricValue"]
                found = select(value, line) if value.startswith("$") else float(value)
                assert isinstance(found, (int, float)) and found > 0, (pattern, line)
                for name, selector in metric.get("dimensions", {}).items():
                    assert isinstance(select(selector, line), str), (name, line)


def test_no_pattern_counts_the_platform_s_own_lines(printed, filters):
    for kind, lines in printed.items():
        own = [line for line in lines if '"type": "platform.' in line or '"type":"platform.' in line]
        assert own
        assert not [line for line in own for pattern, _ in filters[kind] if matches(pattern, line)]


def test_the_first_call_of_an_environment_says_how_it_started(outputs, printed):
    logs = boto3.client("logs")
    for kind in ("writer", "reader"):
        starts = defaultdict(list)
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=outputs[f"{kind.title()}LogGroupName"])
        for event in (event for page in pages for event in page["events"] if '"outcome"' in event["message"]):
            starts[event["logStreamName"]].append(json.loads(event["message"]).get("start"))
        assert starts
        for stream, found in starts.items():
            # A stream is one environment, of the version in brackets; $LATEST has no snapshot to restore.
            expected = "init" if "[$LATEST]" in stream else "restore"
            assert found == [expected, *[None] * (len(found) - 1)], stream
