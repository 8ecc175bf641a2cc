"""Hook table_properties: encryption, recovery, time to live and policy of a table that CloudFormation creates.

MiniStack has them in its DynamoDB API, and its CloudFormation ignores them. It also stores the table's capacity as
CloudFormation's text, where DynamoDB's API answers numbers.
"""
import json

from ministack.services import dynamodb
from ministack.services.cloudformation import provisioners

from local.emulator.hooks.patching import after_provisioning, expect

HOOK = "table_properties"


def install() -> None:
    for name in ("_tables", "_sse_description_from_spec", "_update_continuous_backups", "_update_ttl",
                 "_put_resource_policy"):
        expect(HOOK, hasattr(dynamodb, name), f"dynamodb.{name}")
    after_provisioning(HOOK, "AWS::DynamoDB::Table", provisioners._RESOURCE_HANDLERS, _apply)


def _apply(name: str, properties: dict) -> None:
    capacity = dynamodb._tables[name]["ProvisionedThroughput"]
    dynamodb._tables[name]["ProvisionedThroughput"] = {
        key: int(value) if key.endswith("CapacityUnits") else value for key, value in capacity.items()}
    encryption = properties.get("SSESpecification") or {}
    dynamodb._tables[name]["SSEDescription"] = dynamodb._sse_description_from_spec(
        {**encryption, "Enabled": encryption.get("SSEEnabled")} if encryption else None)
    _checked(dynamodb._update_continuous_backups({
        "TableName": name,
        "PointInTimeRecoverySpecification": properties.get("PointInTimeRecoverySpecification") or {}}))
    time_to_live = properties.get("TimeToLiveSpecification")
    if time_to_live:
        _checked(dynamodb._update_ttl({"TableName": name, "TimeToLiveSpecification": time_to_live}))
    policy = properties.get("ResourcePolicy")
    if policy:
        _checked(dynamodb._put_resource_policy({"ResourceArn": dynamodb._tables[name]["TableArn"],
                                                "Policy": json.dumps(policy["PolicyDocument"])}))


def _checked(response) -> None:
    if response[0] >= 400:
        raise ValueError(f"AWS::DynamoDB::Table: {response[2]!r}")
