"""What the roles of a deployment cannot do."""
import pytest

from tests.account.account import stack
from tests.account.deployments import (
    BUCKET,
    CHANGE_SET,
    EXECUTION_ROLE,
    STACK,
    TO_CLOUDFORMATION,
    WITH_ROLE,
)
from tests.account.needs import (
    ACCOUNT,
    KEY_USE,
    NOT_NEEDED,
    Need,
    needs,
    not_needed,
    schema_actions,
)
from tests.account.roles import ARNS, allowed


def test_what_is_left_out_is_still_named_by_the_schemas():
    for resource_type in NOT_NEEDED:
        assert not_needed(resource_type) <= schema_actions(resource_type), resource_type


def test_what_is_left_out_belongs_to_properties_that_no_resource_has():
    for resource in stack().resources.values():
        assert not set(NOT_NEEDED.get(resource["Type"], {})) & set(resource["Properties"])


@pytest.mark.parametrize(("company", "environment"), [("acme", "prod"), ("globex", "stage")])
def test_execution_role_cannot_touch_another_environment(company, environment):
    harmless = {"kms:ListAliases", "logs:DescribeIndexPolicies", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
                "cloudformation:CreateChangeSet"}  # of the transform, which is everybody's
    others = needs(stack(company, environment), f"sealed-store-{company}-{environment}-{ACCOUNT}-us-east-1")
    assert {need.action for need in others if allowed("ExecutionRole", need)} <= harmless


FORBIDDEN_TO_BOTH = [
    Need("other stack", "cloudformation:DescribeStacks", STACK.replace("stage", "prod")),
    Need("data", "dynamodb:GetItem", f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/acme-stage-items"),
    Need("other bucket", "s3:PutObject", "arn:aws:s3:::another/key"),
    Need("artifacts", "s3:DeleteObject", f"arn:aws:s3:::{BUCKET}/key"),
]


@pytest.mark.parametrize("need", [
    *FORBIDDEN_TO_BOTH,
    Need("deletion", "cloudformation:DeleteStack", STACK),
    Need("other stack", "cloudformation:DeleteChangeSet", STACK.replace("stage", "prod")),
    Need("execution", "cloudformation:ExecuteChangeSet", STACK),
    Need("execution", "cloudformation:ExecuteChangeSet", CHANGE_SET),
    Need("change sets by hand", "cloudformation:DeleteChangeSet", CHANGE_SET.replace("samcli-deploy", "import")),
    Need("the stack's protections", "cloudformation:SetStackPolicy", STACK),
    Need("no role", "cloudformation:CreateChangeSet", STACK),
    Need("another role", "cloudformation:CreateChangeSet", STACK,
         {"cloudformation:rolearn": f"arn:aws:iam::{ACCOUNT}:role/admin"}),
    Need("another role", "iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/acme-stage-writer-us-east-1", TO_CLOUDFORMATION),
    Need("another service", "iam:PassRole", EXECUTION_ROLE, {"iam:passedtoservice": "lambda.amazonaws.com"}),
], ids=lambda need: f"{need.logical_id}-{need.action}")
def test_plan_role_cannot_do_more(need):
    assert not allowed("PlanRole", need)


@pytest.mark.parametrize("need", [
    *FORBIDDEN_TO_BOTH,
    Need("a change set of its own", "cloudformation:CreateChangeSet", STACK, WITH_ROLE),
    Need("other stack", "cloudformation:ExecuteChangeSet", STACK.replace("stage", "prod")),
    Need("other stack", "cloudformation:DeleteStack", STACK.replace("stage", "prod")),
    Need("change sets by hand", "cloudformation:ExecuteChangeSet", CHANGE_SET.replace("samcli-deploy", "import")),
    Need("the execution role", "iam:PassRole", EXECUTION_ROLE, TO_CLOUDFORMATION),
    Need("artifacts", "s3:PutObject", f"arn:aws:s3:::{BUCKET}/key"),
], ids=lambda need: f"{need.logical_id}-{need.action}")
def test_deploy_role_cannot_do_more(need):
    assert not allowed("DeployRole", need)


@pytest.mark.parametrize("need", [
    Need("data", "dynamodb:GetItem", f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/acme-stage-items"),
    Need("itself", "iam:PutRolePolicy", EXECUTION_ROLE),
    Need("the deploy role", "iam:UpdateAssumeRolePolicy", ARNS["DeployRole"]),
    Need("a stack", "cloudformation:CreateChangeSet", STACK),
    Need("users", "iam:CreateUser", f"arn:aws:iam::{ACCOUNT}:user/acme-stage-user"),
    Need("functions", "lambda:InvokeFunction", f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:acme-stage-writer"),
    *(Need("a key that names no role", action, f"arn:aws:kms:us-east-1:{ACCOUNT}:key/untagged", {
        "aws:requesttag/company": "acme", "aws:requesttag/environment": "stage", "aws:requesttag/application": "sealed-store",
        "kms:viaservice": "dynamodb.us-east-1.amazonaws.com", "kms:grantisforawsresource": "true"})
      for action in sorted(schema_actions("AWS::KMS::Key") - {"kms:CreateKey", "kms:TagResource"} | {*KEY_USE, "kms:CreateGrant"})),
    Need("a foreign key", "kms:TagResource", f"arn:aws:kms:us-east-1:{ACCOUNT}:key/other",
         {"aws:resourcetag/company": "globex", "aws:requesttag/company": "acme", "aws:requesttag/environment": "stage",
          "aws:requesttag/application": "sealed-store"}),
], ids=lambda need: f"{need.logical_id}-{need.action}")
def test_execution_role_cannot_do_more(need):
    assert not allowed("ExecutionRole", need)
