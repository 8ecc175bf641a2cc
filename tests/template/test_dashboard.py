"""The dashboard: every graph has data, every alarm is on it, business metrics are above technical ones."""
import itertools
import json

import pytest

from tests.template.stack import ALARM_TOPIC
from tests.template.test_log_metrics import METRICS
from tests.template.test_rules import RULES

COLUMNS = 24
ROWS = [["Writes", "Reads", "Size of answers with an item"],
        ["Duration", "DynamoDB as the functions see it", "Errors, throttles, retries"],
        ["Starts, concurrency", "Table: capacity and throttles", "Failed asynchronous writes"],
        ["Failed and refused calls", "Starts, milliseconds"]]


@pytest.fixture
def widgets(stack) -> list[dict]:
    return json.loads(stack["Dashboard"]["DashboardBody"])["widgets"]


def outcomes(kind: str) -> list[str]:
    if kind == "writer":
        return ["Written", "Deleted", "ItemExists", "ItemChanged", "InvalidEvent", "ItemTooLarge"]
    return ["Found", "Missing", "InvalidEvent"]


def drawn(widget: dict) -> list[tuple]:
    """Namespace, metric, dimensions as alternating names and values, and the options that change what is drawn."""
    rows = []
    for *metric, options in widget["properties"]["metrics"]:
        rows.append((*metric, options.get("stat", widget["properties"]["stat"])))
        assert options.keys() <= {"label", "stat", "yAxis"} and options["label"]
    return rows


def expected(names) -> dict[str, list[tuple]]:
    own, kinds = names.metrics, ("writer", "reader")

    def of_function(namespace, metric, *statistics):
        dimension = "Function" if namespace == own else "FunctionName"
        return [(namespace, metric, dimension, names.function(kind), statistic) for kind in kinds for statistic in statistics]

    def calls(kind):
        return [(own, "Calls", "Function", names.function(kind), "Outcome", outcome, "Sum") for outcome in outcomes(kind)]

    def of_table(*metrics):
        return [("AWS/DynamoDB", metric, "TableName", names.table, "Sum") for metric in metrics]

    return {
        "Writes": calls("writer"),
        "Reads": calls("reader"),
        "Size of answers with an item": of_function(own, "ItemBytes", "p50", "Maximum"),
        "Duration": of_function("AWS/Lambda", "Duration", "p50", "p99"),
        "DynamoDB as the functions see it": of_function(own, "DynamoDbLatency", "p50", "p99"),
        "Errors, throttles, retries": [*of_function("AWS/Lambda", "Errors", "Sum"), *of_function("AWS/Lambda", "Throttles", "Sum"),
                                       *of_function(own, "RetriedCalls", "Sum")],
        "Starts, concurrency": [(own, "Starts", "Function", names.function(kind), "Start", start, "Sum")
                                for start in ("restore", "init") for kind in kinds]
        + of_function("AWS/Lambda", "ConcurrentExecutions", "Maximum"),
        "Table: capacity and throttles": of_table("ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits",
                                                  "ReadThrottleEvents", "WriteThrottleEvents"),
        "Failed asynchronous writes": [
            ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", names.queue, "Maximum"),
            ("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", names.queue, "Maximum"),
            ("AWS/Lambda", "DestinationDeliveryFailures", "FunctionName", names.function("writer"), "Sum")],
    }


def test_draws_these_metrics(widgets, names):
    graphs = {widget["properties"]["title"]: drawn(widget) for widget in widgets if widget["type"] == "metric"}
    assert graphs == expected(names)
    for widget in widgets:
        if widget["type"] == "metric":
            assert widget["properties"].keys() == {"title", "region", "stat", "period", "metrics"}
            assert (widget["properties"]["region"], widget["properties"]["period"]) == (names.region, 60)


def test_draws_every_metric_that_the_logs_are_counted_for(widgets, names):
    on_it = {metric for widget in widgets if widget["type"] == "metric"
             for namespace, metric, *_ in drawn(widget) if namespace == names.metrics}
    # Refused events are drawn by their outcome; their sum is for the alarm.
    assert on_it == {metric for kind in METRICS for metric in METRICS[kind]} - {"RefusedEvents"}


def test_lists_calls_that_did_not_succeed_and_how_environments_started(widgets, names):
    logs = {widget["properties"]["title"]: widget["properties"] for widget in widgets if widget["type"] == "log"}
    source = f"SOURCE '{names.log_group('writer')}' | SOURCE '{names.log_group('reader')}' | "
    for properties in logs.values():
        assert properties.keys() == {"title", "region", "view", "query"}
        assert (properties["region"], properties["view"]) == (names.region, "table")
    assert logs["Failed and refused calls"]["query"] == source + (
        'filter ispresent(outcome) and level in ["WARN", "ERROR"]'
        ' | fields @timestamp, function, outcome, requestId, attempts, dynamoDbMs'
        ' | sort @timestamp desc | limit 50')
    # The fields of Lambda's own record of a call ("Lambda Telemetry API Event schema reference", ReportMetrics).
    assert logs["Starts, milliseconds"]["query"] == source + (
        'filter type = "platform.report" | stats count(*) as calls, '
        'count(record.metrics.restoreDurationMs) as restores, pct(record.metrics.restoreDurationMs, 50) as restore50, '
        'count(record.metrics.initDurationMs) as colds, pct(record.metrics.initDurationMs, 50) as init50 by bin(1h)')


def test_shows_the_state_of_every_alarm(widgets, stack, names):
    panel, = (widget for widget in widgets if widget["type"] == "alarm")
    arns = {names.arn("cloudwatch", f"alarm:{alarm['AlarmName']}") for alarm in stack.of_type("AWS::CloudWatch::Alarm").values()}
    assert set(panel["properties"]["alarms"]) == arns
    assert len(panel["properties"]["alarms"]) == len(arns)


def test_says_whose_it_is_and_what_the_alarms_notify(widgets, stack, names):
    heading, = (widget["properties"]["markdown"] for widget in widgets if widget["type"] == "text")
    rules = [f"{names.prefix}-{name}" for name in RULES.values()]
    notified = (f"Alarms, and the rules {', '.join(rules[:3])} and {rules[3]}, notify {ALARM_TOPIC}." if stack.parameters["AlarmTopicArn"]
            else "Alarms notify nobody, because the parameter AlarmTopicArn is empty.")
    assert heading == f"# {names.prefix} Sealed Store\n{notified} What each alarm asks for: docs/how-to/alarms.md."


def test_business_metrics_are_above_technical_ones_and_no_widget_covers_another(widgets):
    top = [widget["type"] for widget in widgets[:2]]
    assert top == ["text", "alarm"]
    below = {}
    for widget in widgets[2:]:
        below.setdefault(widget["y"], []).append((widget["x"], widget["properties"]["title"]))
    assert [[title for _, title in sorted(row)] for _, row in sorted(below.items())] == ROWS
    for one, other in itertools.combinations(widgets, 2):
        apart = (one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
                 or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"])
        assert apart, (one, other)
    assert all(widget["x"] >= 0 and widget["x"] + widget["width"] <= COLUMNS for widget in widgets)


def test_its_name_has_the_region_because_dashboards_are_global_to_an_account(stack, names):
    assert stack["Dashboard"]["DashboardName"] == f"{names.prefix}-sealed-store-{names.region}"
