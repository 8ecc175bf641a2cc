"""What make drill and make restore call (deploy/restore), and what DynamoDB does as their caller."""
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from tests.account.deployments import STACK
from tests.account.needs import ACCOUNT, KEY_USE, REGION, Need, key

TABLE = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/acme-stage-items"
COPY = f"{TABLE}-restored-2026-11-22T080000Z"
TEMPORARY = f"{TABLE}-drill-2026-11-22T080000Z"
BACKUP = "/backup/01489602797149-73d8d5bc"
WRITER = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:acme-stage-writer"
TAGS = {"aws:resourcetag/company": "acme", "aws:resourcetag/environment": "stage",
        "aws:resourcetag/application": "sealed-store"}

# "Using IAM with DynamoDB backup and restore": as the caller, on the target of a restore.
ON_TARGET = ("BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem")
SETTINGS = ("DescribeContinuousBackups", "DescribeTable", "DescribeTimeToLive", "GetResourcePolicy", "ListTagsOfResource",
            "PutResourcePolicy", "TagResource", "UpdateContinuousBackups", "UpdateTable", "UpdateTimeToLive")
_READ = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, "AWS::DynamoDB::Table").schema["handlers"]["read"]["permissions"]


def _on(resource: str, *actions: str) -> list[Need]:
    return [Need(resource.rpartition("/")[2], f"dynamodb:{action}", resource) for action in actions]


_VIA_DYNAMODB = {"kms:calleraccount": ACCOUNT, "kms:viaservice": f"dynamodb.{REGION}.amazonaws.com"}
USES_THE_KEY = [
    Need("key", "kms:DescribeKey", key("ItemsKey"), {"kms:calleraccount": ACCOUNT, **TAGS}),
    *(Need("key", action, key("ItemsKey"), _VIA_DYNAMODB) for action in KEY_USE),
    Need("key", "kms:CreateGrant", key("ItemsKey"), {**_VIA_DYNAMODB, "kms:grantisforawsresource": "true"}),
]
DRILLS = [
    *_on(TABLE, "DescribeContinuousBackups", "DescribeTable", "GetItem", "RestoreTableToPointInTime", "Scan"),
    *_on(TEMPORARY, *ON_TARGET, "BatchGetItem", "DeleteTable", "DescribeTable"),
    Need("account", "dynamodb:ListTables", "*"),
    *USES_THE_KEY,
]
RESTORES = [
    *_on(TABLE, *ON_TARGET, *SETTINGS, "CreateBackup", "DeleteTable", "RestoreTableFromBackup", "RestoreTableToPointInTime"),
    *_on(COPY, *ON_TARGET, *SETTINGS, "CreateBackup", "UntagResource"),
    *(need for table in (TABLE, COPY) for need in _on(table + BACKUP, "DescribeBackup", "RestoreTableFromBackup")),
    Need("account", "dynamodb:ListBackups", "*"),
    *(Need("drift", action, TABLE) for action in _READ),
    *(Need("stack", f"cloudformation:{action}", STACK)
      for action in ("DescribeStacks", "DetectStackResourceDrift", "GetTemplate")),
    *(Need("writer", f"lambda:{verb}FunctionConcurrency", WRITER) for verb in ("Delete", "Get", "Put")),
    *USES_THE_KEY,
]
