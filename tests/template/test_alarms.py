"""The alarms: what they watch, when they fire, what they notify, and what they say to do."""
from dataclasses import dataclass
from pathlib import Path

from tests.template.stack import ALARM_TOPIC
from tests.template.test_rules import RULES

RUNBOOK = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "alarms.md"


@dataclass(frozen=True)
class Alarm:
    """Fires above the threshold, in so many of the last periods."""
    name: str
    metric: tuple[str, str, str]  # namespace, metric, statistic
    dimensions: dict
    threshold: int
    seconds: int = 60
    points: int = 1
    periods: int = 1
    percentage: str | None = None  # an expression instead of the metric itself


def alarms(stack, names) -> dict[str, Alarm]:
    table, queue, own = {"TableName": names.table}, {"QueueName": names.queue}, names.metrics
    found = {
        "ConcurrencyAlarm": Alarm(
            "concurrency", ("AWS/Lambda", "ClaimedAccountConcurrency", "Maximum"), {}, 80,
            percentage="100 * claimed / SERVICE_QUOTA(running)"),
        "WriterRefusedEventsAlarm": Alarm("writer-refused-events", (own, "RefusedEvents", "Sum"), {}, 0),
        "WriterFailuresAlarm": Alarm(
            "writer-failures", ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"), queue, 0),
        "WriterFailuresAgeAlarm": Alarm(
            "writer-failures-age", ("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum"), queue, 10 * 24 * 60 * 60, 300),
        "WriterFailureDeliveryAlarm": Alarm(
            "writer-failure-delivery", ("AWS/Lambda", "DestinationDeliveryFailures", "Sum"),
            {"FunctionName": names.function("writer")}, 0),
    }
    if stack.conditions["HasAlarmTopic"]:
        found["RulesDeadLettersAlarm"] = Alarm(
            "rules-dead-letters", ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum"), {"QueueName": names.dead_letters}, 0)
    for kind in ("writer", "reader"):
        function, title = {"FunctionName": names.function(kind)}, kind.title()
        found[f"{title}ErrorsAlarm"] = Alarm(f"{kind}-errors", ("AWS/Lambda", "Errors", "Sum"), function, 0)
        found[f"{title}ThrottlesAlarm"] = Alarm(f"{kind}-throttles", ("AWS/Lambda", "Throttles", "Sum"), function, 0)
        timeout = stack[f"{title}Function"]["Timeout"]
        found[f"{title}DurationAlarm"] = Alarm(
            f"{kind}-duration", ("AWS/Lambda", "Duration", "Maximum"), function, timeout * 1000 * 9 // 10)
    for kind in ("Read", "Write"):
        provisioned = stack.conditions["IsProvisioned"]
        available = stack.parameters[f"{kind}Capacity"] if provisioned else 40000  # "Quotas in Amazon DynamoDB", per table
        found[f"Table{kind}ThrottlesAlarm"] = Alarm(
            f"table-{kind.lower()}-throttles", ("AWS/DynamoDB", f"{kind}ThrottleEvents", "Sum"), table, 0, points=3, periods=5)
        found[f"Table{kind}CapacityAlarm"] = Alarm(
            f"table-{kind.lower()}-capacity", ("AWS/DynamoDB", f"Consumed{kind}CapacityUnits", "Sum"), table, 80,
            points=5, periods=5, percentage=f"100 * used / PERIOD(used) / {available}")
    return found


def test_every_alarm_is_listed_here(stack, names):
    assert stack.of_type("AWS::CloudWatch::Alarm").keys() == alarms(stack, names).keys()


def test_each_watches_this_metric_and_fires_then(stack, names):
    for logical_id, expected in alarms(stack, names).items():
        alarm = stack[logical_id]
        assert _metric(alarm) == (expected.metric, expected.dimensions, expected.seconds, expected.percentage), logical_id
        assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanThreshold", expected.threshold), logical_id
        periods = alarm["EvaluationPeriods"]
        assert (alarm.get("DatapointsToAlarm", periods), periods) == (expected.points, expected.periods), logical_id
        # Most metrics have no data without failures.
        assert alarm["TreatMissingData"] == "notBreaching", logical_id


def test_the_quota_of_concurrent_executions_is_taken_from_the_metric_that_has_it(stack):
    """Service Quotas names ConcurrentExecutions, of all functions together, as the usage metric of that quota."""
    _, _, running = stack["ConcurrencyAlarm"]["Metrics"]
    assert running == {"Id": "running", "ReturnData": False, "MetricStat": {
        "Metric": {"Namespace": "AWS/Lambda", "MetricName": "ConcurrentExecutions"}, "Stat": "Maximum", "Period": 60}}
    assert [logical_id for logical_id, alarm in stack.of_type("AWS::CloudWatch::Alarm").items()
            if len(alarm.get("Metrics", [])) > 2] == ["ConcurrencyAlarm"]


def test_their_names_are_made_of_company_and_environment(stack, names):
    found = {logical_id: alarm["AlarmName"] for logical_id, alarm in stack.of_type("AWS::CloudWatch::Alarm").items()}
    assert found == {logical_id: f"{names.prefix}-{alarm.name}" for logical_id, alarm in alarms(stack, names).items()}


def test_every_alarm_notifies_the_topic_when_one_is_given(stack):
    topic = [ALARM_TOPIC] if stack.parameters["AlarmTopicArn"] else None
    for logical_id, alarm in stack.of_type("AWS::CloudWatch::Alarm").items():
        assert (alarm.get("AlarmActions"), alarm.get("OKActions")) == (topic, topic), logical_id
        assert alarm.get("ActionsEnabled", True) is True, logical_id


def test_every_alarm_says_what_to_do_and_where_to_read_more(stack, names):
    for logical_id, expected in alarms(stack, names).items():
        description = stack[logical_id]["AlarmDescription"]
        assert 120 < len(description) <= 1024, logical_id  # CloudWatch's limit
        assert description.endswith(f"More: docs/how-to/alarms.md, {expected.name}."), logical_id


def test_the_runbook_has_one_section_for_each_alarm(stack, names):
    sections = [line.removeprefix("## ") for line in RUNBOOK.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    expected = {alarm.name for alarm in alarms(stack, names).values()} | {"rules-dead-letters", *RULES.values()}
    assert {section for section in sections if section.islower()} == expected
    assert len(sections) == len(set(sections))


def _metric(alarm: dict) -> tuple:
    """What an alarm watches: metric, dimensions, period, expression."""
    if "Metrics" not in alarm:
        assert not alarm.keys() & {"ExtendedStatistic", "Unit", "EvaluateLowSampleCountPercentile"}
        return ((alarm["Namespace"], alarm["MetricName"], alarm["Statistic"]), _dimensions(alarm), alarm["Period"], None)
    result, source, *others = alarm["Metrics"]
    # Exactly one of an alarm's metrics may return data: the one that is compared.
    assert result.get("ReturnData", True) is True
    assert not any(metric["ReturnData"] for metric in (source, *others))
    assert result.keys() <= {"Id", "Label", "Expression", "ReturnData"}
    assert result["Id"] == "percent" and result["Label"].endswith("used, percent")
    assert source["Id"] in result["Expression"]
    watched = source["MetricStat"]
    metric = watched["Metric"]
    return ((metric["Namespace"], metric["MetricName"], watched["Stat"]), _dimensions(metric), watched["Period"],
            result["Expression"])


def _dimensions(metric: dict) -> dict:
    return {dimension["Name"]: dimension["Value"] for dimension in metric.get("Dimensions", [])}
