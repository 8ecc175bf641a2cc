"""What each caller may do, written by hand from the design. Whatever is not listed here must be refused."""
from dataclasses import dataclass

from tests.access.world import (
    ASKING_FOR_NOTHING,
    ASKING_FOR_THE_ITEM,
    IN_TRANSACTION,
    KEY_ROUTES,
)

EVERY_ACTION = ("*",)
ANY_ROUTE = tuple(route.label for route in KEY_ROUTES)


@dataclass(frozen=True)
class May:
    """Actions on one resource by one or several routes; EVERY_ACTION is each that the resource knows."""
    actions: tuple[str, ...]
    on: str
    by: tuple[str, ...] = ("TLS",)


def may(actions: str, on: str, *by: str) -> May:
    return May(tuple(actions.split()), on, by or ("TLS",))


DYNAMODB = ("DynamoDB for the own table", "DynamoDB for another table", "DynamoDB for another account's table")
LAMBDA = ("Lambda for the writer", "Lambda for the reader", "Lambda for another function")
USE = ("kms:Decrypt kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext "
       "kms:ReEncryptFrom kms:ReEncryptTo")
TRACES = may("xray:PutTelemetryRecords xray:PutTraceSegments", "no resource")

# The writer stores an item and sees none, in no way that IAM has a name for.
WRITER = (
    may("dynamodb:PutItem", "own table", "TLS", ASKING_FOR_NOTHING.label),
    may("kms:Decrypt", "own key", "DynamoDB for the own table", "Lambda for the writer", "SQS for the failure queue"),
    may("kms:GenerateDataKey", "own key", "SQS for the failure queue"),
    may("sqs:SendMessage", "own failure queue"),
    may("logs:CreateLogStream logs:PutLogEvents", "own writer log streams"),
    TRACES,
)
READER = (
    may("dynamodb:GetItem", "own table", "TLS", IN_TRANSACTION),
    may("kms:Decrypt", "own key", "DynamoDB for the own table", "Lambda for the reader"),
    may("logs:CreateLogStream logs:PutLogEvents", "own reader log streams"),
    TRACES,
)

# IAM does not restrict an administrator of the account. This is what the key policy, the trust policies and the refusal
# of plain HTTP leave of "*" on "*".
EVERYTHING_BUT_THE_KEY = (
    May(EVERY_ACTION, "own table"),
    may("dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem",
        "own table", IN_TRANSACTION),
    may("dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem", "own table",
        ASKING_FOR_NOTHING.label, ASKING_FOR_THE_ITEM.label),
    # A policy of the table does not cover its backups; none of their actions returns an item.
    May(EVERY_ACTION, "own backup of the table", ("TLS", "plain HTTP")),
    May(EVERY_ACTION, "own failure queue"),
    May(EVERY_ACTION, "own key alias", ANY_ROUTE),
    *(May(EVERY_ACTION, f"own {name} {what}") for name in ("writer", "reader")
      for what in ("function", "function's alias", "log group", "log streams")),
)
ADMINISTERS_THE_KEY = (
    may("kms:CancelKeyDeletion kms:CreateAlias kms:DeleteAlias kms:DescribeKey kms:DisableKey kms:DisableKeyRotation "
        "kms:EnableKey kms:EnableKeyRotation kms:GetKeyPolicy kms:GetKeyRotationStatus kms:ListGrants "
        "kms:ListKeyPolicies kms:ListKeyRotations kms:ListResourceTags kms:PutKeyPolicy kms:RevokeGrant "
        "kms:RotateKeyOnDemand kms:ScheduleKeyDeletion kms:TagResource kms:UntagResource kms:UpdateAlias "
        "kms:UpdateKeyDescription", "own key", *ANY_ROUTE),
    may("kms:Decrypt", "own key", "SQS for the failure queue"),
)
USES_THE_KEY_THROUGH_SERVICES = (
    may(USE, "own key", *DYNAMODB, *LAMBDA),
    may("kms:CreateGrant", "own key", *(f"{route}, for an AWS service" for route in DYNAMODB + LAMBDA)),
)
# Assuming the two roles is not among these: their trust policies name Lambda alone.
MANAGES_THE_ROLES = tuple(May(("iam:*",), f"own {name} role") for name in ("writer", "reader"))

NARROWED_ADMINISTRATOR = EVERYTHING_BUT_THE_KEY + ADMINISTERS_THE_KEY + MANAGES_THE_ROLES
ADMINISTRATOR = NARROWED_ADMINISTRATOR + USES_THE_KEY_THROUGH_SERVICES

# What the key policy alone gives the roles that it names.
DEPLOYER = (
    may("kms:CreateAlias kms:DeleteAlias kms:DescribeKey kms:DisableKey kms:DisableKeyRotation kms:EnableKey "
        "kms:EnableKeyRotation kms:GetKeyPolicy kms:GetKeyRotationStatus kms:ListResourceTags kms:PutKeyPolicy "
        "kms:ScheduleKeyDeletion kms:TagResource kms:UntagResource kms:UpdateAlias kms:UpdateKeyDescription",
        "own key", *ANY_ROUTE),
    *USES_THE_KEY_THROUGH_SERVICES,
)
RESTORER = (
    may(f"{USE} kms:DescribeKey", "own key", *DYNAMODB),
    may("kms:CreateGrant", "own key", *(f"{route}, for an AWS service" for route in DYNAMODB)),
)
RESTORING_ADMINISTRATOR = NARROWED_ADMINISTRATOR + RESTORER
# deploy/account.yaml: what these two do with restored and temporary tables is in tests/account/test_restore_roles.py.
SEES_THE_KEY = may("kms:DescribeKey", "own key", *ANY_ROUTE)
RESTORE_POLICY = RESTORER + (
    SEES_THE_KEY,
    may("dynamodb:BatchWriteItem dynamodb:CreateBackup dynamodb:DeleteItem dynamodb:DeleteTable "
        "dynamodb:DescribeContinuousBackups dynamodb:DescribeContributorInsights "
        "dynamodb:DescribeKinesisStreamingDestination dynamodb:DescribeTable dynamodb:DescribeTimeToLive dynamodb:GetItem "
        "dynamodb:GetResourcePolicy dynamodb:ListTagsOfResource dynamodb:PutItem dynamodb:PutResourcePolicy dynamodb:Query "
        "dynamodb:RestoreTableFromBackup dynamodb:RestoreTableToPointInTime dynamodb:Scan dynamodb:TagResource "
        "dynamodb:UpdateContinuousBackups dynamodb:UpdateItem dynamodb:UpdateTable dynamodb:UpdateTimeToLive", "own table"),
    may("dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem", "own table", IN_TRANSACTION),
    may("dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem", "own table",
        ASKING_FOR_NOTHING.label, ASKING_FOR_THE_ITEM.label),
    may("dynamodb:DescribeBackup dynamodb:RestoreTableFromBackup", "own backup of the table", "TLS", "plain HTTP"),
    may("dynamodb:ListBackups", "no resource"),
    may("lambda:DeleteFunctionConcurrency lambda:GetFunctionConcurrency lambda:PutFunctionConcurrency",
        "own writer function"),
)
DRILL_ROLE = RESTORER + (
    SEES_THE_KEY,
    may("dynamodb:DescribeContinuousBackups dynamodb:DescribeTable dynamodb:GetItem dynamodb:RestoreTableToPointInTime "
        "dynamodb:Scan", "own table"),
    may("dynamodb:GetItem", "own table", IN_TRANSACTION),
    may("dynamodb:ListTables", "no resource"),
)

LOGS_SERVICE = (
    may(USE, "own key", "the writer's log group", "the reader's log group"),
)
LAMBDA_SERVICE = (
    may("kms:Decrypt kms:GenerateDataKey", "own key", "the writer's code", "the reader's code"),
    may("sts:AssumeRole", "own writer role"),
    may("sts:AssumeRole", "own reader role"),
)
NOTHING = ()

