"""The deployed resources and their encryption, as the AWS APIs describe them, not as the template does."""
import json

from local.launcher.aws import client, outputs
from local.launcher.instance import Instance
from local.launcher.invocation import ALIAS, FUNCTIONS
from tools.terminal import table


def of_stack(instance: Instance) -> str:
    names = outputs(instance)
    key = names["KeyArn"]
    rows = [_key(instance, names), _table(instance, names, key)]
    for function in FUNCTIONS:
        prefix = function.capitalize()
        rows.append(_function(instance, names[f"{prefix}FunctionName"], key))
        rows.append(_log_group(instance, names[f"{prefix}LogGroupName"], key))
    rows += [_queue(instance, names["WriterFailureQueueUrl"], key),
             _alarms(instance, names["TableName"].removesuffix("-items")), *_dashboards(instance)]
    return table(["resource", "name", "as the local AWS describes it"], [list(row) for row in rows])


def _encryption(actual: str | None, key: str) -> str:
    if not actual:
        return "NOT encrypted with a key of the stack"
    return "encrypted with the key" if actual in (key, key.rsplit("/", 1)[-1]) else f"encrypted with {actual}"


def _key(instance: Instance, names: dict) -> tuple[str, str, str]:
    kms = client(instance, "kms")
    key = kms.describe_key(KeyId=names["KeyAlias"])["KeyMetadata"]
    rotation = kms.get_key_rotation_status(KeyId=key["KeyId"])
    rotated = (f"rotated every {rotation.get('RotationPeriodInDays', 365)} days" if rotation["KeyRotationEnabled"]
               else "NOT rotated")
    return "key", names["KeyAlias"], f"{key['KeyId']}, {key['KeyManager'].lower()}-managed, {rotated}"


def _table(instance: Instance, names: dict, key: str) -> tuple[str, str, str]:
    dynamodb = client(instance, "dynamodb")
    name = names["TableName"]
    table = dynamodb.describe_table(TableName=name)["Table"]
    sse = table.get("SSEDescription", {})
    encrypted = _encryption(sse.get("KMSMasterKeyArn") if sse.get("Status") == "ENABLED" else None, key)
    recovery = dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"][
        "PointInTimeRecoveryDescription"]
    recoverable = (f"recoverable to any second of {recovery.get('RecoveryPeriodInDays')} days"
                   if recovery["PointInTimeRecoveryStatus"] == "ENABLED" else "NOT recoverable")
    throughput = table["ProvisionedThroughput"]
    capacity = f"capacity {throughput['ReadCapacityUnits']}/{throughput['WriteCapacityUnits']}"
    return "table", name, f"{encrypted}, {recoverable}, {capacity}"


def _function(instance: Instance, name: str, key: str) -> tuple[str, str, str]:
    function = client(instance, "lambda").get_function_configuration(FunctionName=name, Qualifier=ALIAS)
    encrypted = _encryption(function.get("KMSKeyArn"), key)
    return "function", f"{name}:{ALIAS}", (f"environment {encrypted}, {function['Runtime']}, "
                                           f"{function['MemorySize']} MB, {function['Timeout']} s")


def _log_group(instance: Instance, name: str, key: str) -> tuple[str, str, str]:
    groups = client(instance, "logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    group = next(group for group in groups if group["logGroupName"] == name)
    kept = f"kept {group['retentionInDays']} days" if group.get("retentionInDays") else "kept for ever"
    return "log group", name, f"{_encryption(group.get('kmsKeyId'), key)}, {kept}"


def _queue(instance: Instance, url: str, key: str) -> tuple[str, str, str]:
    attributes = client(instance, "sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return "queue", url.rsplit("/", 1)[-1], (f"{_encryption(attributes.get('KmsMasterKeyId'), key)}, "
                                             f"kept {int(attributes['MessageRetentionPeriod']) // 86400} days")


def _alarms(instance: Instance, prefix: str) -> tuple[str, str, str]:
    alarms = client(instance, "cloudwatch").describe_alarms(AlarmNamePrefix=f"{prefix}-")["MetricAlarms"]
    firing = [alarm["AlarmName"] for alarm in alarms if alarm["StateValue"] == "ALARM"]
    notified = "" if any(alarm.get("AlarmActions") for alarm in alarms) else ", nobody is notified (AlarmTopicArn is empty)"
    return f"{len(alarms)} alarms", f"{prefix}-*", f"{'in alarm: ' + ', '.join(firing) if firing else 'none in alarm'}{notified}"


def _dashboards(instance: Instance) -> list[tuple[str, str, str]]:
    cloudwatch = client(instance, "cloudwatch")
    names = [entry["DashboardName"] for entry in cloudwatch.list_dashboards()["DashboardEntries"]]
    return [("dashboard", name, f"{_widgets(cloudwatch.get_dashboard(DashboardName=name))} widgets") for name in names]


def _widgets(dashboard: dict) -> int:
    return len(json.loads(dashboard["DashboardBody"])["widgets"])
