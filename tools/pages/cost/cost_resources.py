"""How each resource of the template is billed, and what it costs in a month without calls."""
import json
from decimal import Decimal

from tests.template.stack import Stack
from tools.pages.cost.cost_model import Prices, Settings

# Type -> what AWS bills for it. A type without an entry fails `make docs` and its test.
BILLED_BY = {
    "AWS::KMS::Key": "the month; requests; from the first and the second rotation on 1.00 more each, no more after that",
    "AWS::KMS::Alias": "nothing",
    "AWS::DynamoDB::Table": "capacity (`PROVISIONED`) or units used (`PAY_PER_REQUEST`); GB stored; GB recoverable. Deletes by `expiresAt` are free",
    "AWS::Lambda::Function": "requests, GB-seconds; traces by X-Ray",
    "AWS::Lambda::Version": "nothing: SnapStart's snapshots and restores are free for Java runtimes; making one runs the init, billed as GB-seconds",
    "AWS::Lambda::Alias": "nothing",
    "AWS::Lambda::EventInvokeConfig": "nothing; each retry is a call",
    "AWS::IAM::Role": "nothing",
    "AWS::Logs::LogGroup": "GB of lines in, GB kept, GB scanned by queries",
    "AWS::Logs::MetricFilter": "nothing; its metrics for the hours in which they have data",
    "AWS::SQS::Queue": "requests: only when writes fail or the topic refuses a report, and when they are read back",
    "AWS::SQS::QueuePolicy": "nothing",
    "AWS::CloudWatch::Alarm": "the month, each metric that it watches",
    "AWS::CloudWatch::Dashboard": "the month; opening it scans the log groups for its two tables (GB scanned)",
    "AWS::Events::Rule": "nothing: events of AWS services are free; made only with `AlarmTopicArn`, whose topic bills its messages",
}


def types(stack: Stack) -> dict[str, int]:
    """Type -> number of resources."""
    found = {}
    for resource in stack.resources.values():
        found[resource["Type"]] = found.get(resource["Type"], 0) + 1
    unknown = found.keys() - BILLED_BY.keys()
    if unknown:
        raise NotImplementedError(f"what do these cost? {sorted(unknown)}: add them to BILLED_BY in {__name__}.py")
    return {each: found[each] for each in BILLED_BY if each in found}


def idle(stack: Stack, prices: Prices) -> dict[str, Decimal]:
    """Type -> USD of a month without calls and items; other types cost nothing then."""
    settings = Settings.of(stack.parameters)
    provisioned = [table for table in stack.of_type("AWS::DynamoDB::Table").values() if table["BillingMode"] == "PROVISIONED"]
    return {
        "AWS::KMS::Key": prices.cost("key", len(stack.of_type("AWS::KMS::Key"))),
        "AWS::DynamoDB::Table": len(provisioned) * prices.capacity(settings.read_capacity, settings.write_capacity),
        "AWS::CloudWatch::Alarm": prices.cost("alarm", alarm_metrics(stack)),
        "AWS::CloudWatch::Dashboard": prices.cost("dashboard", len(stack.of_type("AWS::CloudWatch::Dashboard"))),
    }


def alarm_metrics(stack: Stack) -> int:
    """An expression is not billed; the metrics in it are."""
    return sum(sum("MetricStat" in part for part in alarm["Metrics"]) if "Metrics" in alarm else 1
               for alarm in stack.of_type("AWS::CloudWatch::Alarm").values())


def dashboard_metrics(stack: Stack) -> int:
    return sum(len(widget["properties"]["metrics"]) for board in stack.of_type("AWS::CloudWatch::Dashboard").values()
               for widget in json.loads(board["DashboardBody"])["widgets"] if widget["type"] == "metric")
