"""Who restores, and what these roles cannot do besides."""
import pytest

from tests.account.account import account
from tests.account.needs import ACCOUNT, KEY_USE, Need
from tests.account.restores import COPY, TABLE, TAGS, TEMPORARY, WRITER
from tests.account.roles import allowed

PROD = TABLE.replace("stage", "prod")
WRITES = ("BatchWriteItem", "CreateBackup", "DeleteItem", "DeleteTable", "PutItem", "PutResourcePolicy", "TagResource",
          "UpdateContinuousBackups", "UpdateItem", "UpdateTable", "UpdateTimeToLive")


@pytest.mark.parametrize("need", [
    *(Need("the live table", f"dynamodb:{action}", TABLE) for action in (*WRITES, "RestoreTableFromBackup")),
    *(Need("a restored table", f"dynamodb:{action}", COPY) for action in (*WRITES, "Scan")),
    *(Need("another environment", f"dynamodb:{action}", PROD) for action in ("GetItem", "RestoreTableToPointInTime", "Scan")),
    Need("another environment", "dynamodb:DeleteTable", TEMPORARY.replace("stage", "prod")),
    Need("a temporary table's restore", "dynamodb:RestoreTableToPointInTime", TEMPORARY),
    Need("the writer", "lambda:InvokeFunction", WRITER),
    Need("the writer", "lambda:PutFunctionConcurrency", WRITER),
    Need("another key", "kms:DescribeKey", f"arn:aws:kms:us-east-1:{ACCOUNT}:key/other",
         {**TAGS, "aws:resourcetag/environment": "prod"}),
    *(Need("a key that does not name it", action, f"arn:aws:kms:us-east-1:{ACCOUNT}:key/other", TAGS) for action in KEY_USE),
], ids=lambda need: f"{need.logical_id}-{need.action}")
def test_drill_role_cannot_do_more(need):
    assert not allowed("DrillRole", need)


@pytest.mark.parametrize("need", [
    *(Need("another environment", f"dynamodb:{action}", PROD) for action in (*WRITES, "RestoreTableToPointInTime", "Scan")),
    Need("a restored table", "dynamodb:DeleteTable", COPY),
    Need("a drill's table", "dynamodb:Scan", TEMPORARY),
    Need("backups", "dynamodb:DeleteBackup", f"{TABLE}/backup/01489602797149-73d8d5bc"),
    Need("the writer", "lambda:InvokeFunction", WRITER),
    Need("the writer", "lambda:UpdateFunctionCode", WRITER),
    Need("the reader", "lambda:PutFunctionConcurrency", WRITER.replace("writer", "reader")),
    *(Need("a key that does not name it", action, f"arn:aws:kms:us-east-1:{ACCOUNT}:key/other", TAGS) for action in KEY_USE),
], ids=lambda need: f"{need.logical_id}-{need.action}")
def test_restore_policy_allows_no_more(need):
    assert not allowed("RestorePolicy", need)


def test_sessions_of_a_drill_outlast_a_restore_as_long_as_a_job_can():
    assert account()["DrillRole"]["Properties"]["MaxSessionDuration"] == 6 * 3600


def test_nobody_has_the_restore_policy_unless_somebody_attaches_it():
    assert not {"Roles", "Users", "Groups"} & set(account()["RestorePolicy"]["Properties"])
