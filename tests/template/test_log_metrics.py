"""The metrics that CloudWatch Logs creates from the functions' log lines.

A test of the deployed stack proves that their patterns match what the functions print.
"""
import json

import pytest

from local.emulator.filter_pattern import matches

FUNCTION = [{"Key": "Function", "Value": "$.function"}]

# Metric -> pattern, value, unit, dimensions; of both functions.
COMMON = {
    "Calls": ("{ $.outcome = * }", "1", "Count", [*FUNCTION, {"Key": "Outcome", "Value": "$.outcome"}]),
    "Starts": ("{ $.start = * }", "1", "Count", [*FUNCTION, {"Key": "Start", "Value": "$.start"}]),
    "RetriedCalls": ("{ $.attempts > 1 }", "1", "Count", FUNCTION),
    "DynamoDbLatency": ("{ $.dynamoDbMs = * }", "$.dynamoDbMs", "Milliseconds", FUNCTION),
    "ItemBytes": ("{ $.bytes = * }", "$.bytes", "Bytes", FUNCTION),
}
METRICS = {
    "writer": COMMON | {
        "RefusedEvents": ('{ $.outcome = "InvalidEvent" || $.outcome = "ItemTooLarge" }', "1", "Count", None)},
    "reader": COMMON,
}

# What a warning of a library has at most; items/LibraryLogTest prints such lines.
LIBRARY_LINE = {"timestamp": "2026-11-22T17:43:36.248Z", "level": "ERROR", "logger": "org.apache.http.impl.Connection",
                "message": '{"outcome":"InvalidEvent","start":"init","attempts":2,"dynamoDbMs":1.5,"bytes":7}',
                "requestId": "7713524a-a6cf-4b32-aad0-c3804bb1e925", "exceptions": ["java.io.IOException"]}


@pytest.mark.parametrize("kind", METRICS)
def test_a_function_s_log_lines_become_these_metrics(stack, names, kind):
    found = {}
    for logical_id, properties in stack.of_type("AWS::Logs::MetricFilter").items():
        if properties["LogGroupName"] != names.log_group(kind):
            continue
        transformation, = properties["MetricTransformations"]
        # CloudWatch Logs refuses a default value beside dimensions.
        assert transformation.keys() <= {"MetricNamespace", "MetricName", "MetricValue", "Unit", "Dimensions"}, logical_id
        assert properties.keys() == {"LogGroupName", "FilterPattern", "MetricTransformations"}, logical_id
        assert transformation["MetricNamespace"] == names.metrics, logical_id
        assert logical_id == f"{kind.title()}{transformation['MetricName']}Metric"
        found[transformation["MetricName"]] = (
            properties["FilterPattern"], transformation["MetricValue"], transformation["Unit"], transformation.get("Dimensions"))
    assert found == METRICS[kind]


def test_no_other_log_group_is_counted(stack, names):
    counted = {properties["LogGroupName"] for properties in stack.of_type("AWS::Logs::MetricFilter").values()}
    assert counted == {names.log_group(kind) for kind in METRICS}


def test_no_line_of_a_library_is_counted(stack):
    patterns = [properties["FilterPattern"] for properties in stack.of_type("AWS::Logs::MetricFilter").values()]
    assert patterns
    assert not [pattern for pattern in patterns if matches(pattern, json.dumps(LIBRARY_LINE))]
