"""Retire: delete an environment with all its data. The key is not gone before its waiting time is over."""
from __future__ import annotations

import sys

from botocore.exceptions import ClientError

from pipeline.deployment.settings import Settings
from tools.progress import Failure, say, step

_TABLE, _KEY, _QUEUE = "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::SQS::Queue"
_PENDING_WINDOW_DAYS = 30


def retire(settings: Settings, _options) -> int:
    if settings.environment == "prod":
        raise Failure("prod is not retired by a command: docs/operations.md says how to keep or delete its data")
    cloudformation = settings.client("cloudformation")
    kept = _kept_resources(settings, cloudformation)
    _confirm(settings, kept)

    for table in kept[_TABLE]:
        settings.client("dynamodb").update_table(TableName=table, DeletionProtectionEnabled=False)
    cloudformation.update_termination_protection(StackName=settings.stack, EnableTerminationProtection=False)
    with step(f"deleting {settings.stack}"):
        cloudformation.delete_stack(StackName=settings.stack)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=settings.stack, WaiterConfig={"Delay": 5})
    for table in kept[_TABLE]:
        settings.client("dynamodb").delete_table(TableName=table)
        say(f"deleted table {table}")
    for queue in kept[_QUEUE]:
        settings.client("sqs").delete_queue(QueueUrl=queue)
        say(f"deleted queue {queue}")
    for key in kept[_KEY]:
        deleted = settings.client("kms").schedule_key_deletion(KeyId=key, PendingWindowInDays=_PENDING_WINDOW_DAYS)
        say(f"key {key} will be deleted on {deleted['DeletionDate']:%Y-%m-%d}; until then: aws kms cancel-key-deletion")
    return 0


def _kept_resources(settings: Settings, cloudformation) -> dict[str, list[str]]:
    """Physical ids of what deleting the stack leaves behind."""
    kept: dict[str, list[str]] = {_TABLE: [], _KEY: [], _QUEUE: []}
    try:
        for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=settings.stack):
            for resource in page["StackResourceSummaries"]:
                if resource["ResourceType"] in kept and resource.get("PhysicalResourceId"):
                    kept[resource["ResourceType"]].append(resource["PhysicalResourceId"])
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        raise Failure(f"there is no stack {settings.stack} in {settings.region}") from error
    return kept


def _confirm(settings: Settings, kept: dict[str, list[str]]) -> None:
    print(f"This deletes {settings.stack} and, for good, all its data:")
    for physical_id in (each for ids in kept.values() for each in ids):
        print(f"  {physical_id}")
    print(f"Type the name of the stack to go on: {settings.stack}? ", end="", flush=True)
    if sys.stdin.readline().strip() != settings.stack:
        raise Failure("that is not its name: nothing was deleted")
