"""What a function logs, where it goes, and the patterns of metric filters."""
import json

import pytest
from botocore.exceptions import ClientError

from local.tests.probe import invoke, messages

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
