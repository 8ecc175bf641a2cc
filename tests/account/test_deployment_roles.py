"""Both roles can do everything that a deployment needs, and no more. The local AWS ignores a stack's service role, so a
deployment there proves nothing; only a real account can confirm this."""
import copy

import pytest

from tests.access.iam_policy import Caller, Decision, Request, decide
from tests.account.account import account, policy, stack
from tests.account.needs import (
    KEY_USE,
    NOT_NEEDED,
    Need,
    key,
    needs,
    not_needed,
    schema_actions,
)
from tests.account.restores import DRILLS, RESTORES

ACCOUNT = "111122223333"
EXECUTION_ROLE = f"arn:aws:iam::{ACCOUNT}:role/sealed-store-execution-acme-stage"
PLAN_ROLE = f"arn:aws:iam::{ACCOUNT}:role/sealed-store-plan-acme-stage"
DEPLOY_ROLE = f"arn:aws:iam::{ACCOUNT}:role/sealed-store-deploy-acme-stage"
DRILL_ROLE = f"arn:aws:iam::{ACCOUNT}:role/sealed-store-drill-acme-stage"
RESTORE_ROLE = f"arn:aws:iam::{ACCOUNT}:role/break-glass"
STACK = f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:stack/acme-stage-sealed-store/0f3d2a10-c7a1-11f0-9d2e-0e6f4b1c2d3a"
CHANGE_SET = f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:changeSet/samcli-deploy1795350000/5a0c8f0e-0f2b-4d3c-9a53-6c2f1d7e8b90"
TRANSFORM = "arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31"
BUCKET = f"sealed-store-acme-stage-{ACCOUNT}-us-east-1"
WITH_ROLE = {"cloudformation:rolearn": EXECUTION_ROLE}
TO_CLOUDFORMATION = {"iam:passedtoservice": "cloudformation.amazonaws.com"}

# What make plan and make apply call (deploy/). Of a call with a stack's name and a change set's ARN, IAM may check either.
PLANS = [
    *(Need("stack", f"cloudformation:{action}", STACK) for action in (
        "DeleteChangeSet", "DescribeChangeSet", "DescribeStacks", "GetTemplateSummary", "ListChangeSets")),
    *(Need("change set", f"cloudformation:{action}", CHANGE_SET) for action in ("DeleteChangeSet", "DescribeChangeSet")),
    Need("stack", "cloudformation:CreateChangeSet", STACK, WITH_ROLE),
    Need("stack", "cloudformation:CreateChangeSet", TRANSFORM),
    Need("role", "iam:PassRole", EXECUTION_ROLE, TO_CLOUDFORMATION),
    Need("role", "iam:GetRole", EXECUTION_ROLE),
    Need("bucket", "s3:ListBucket", f"arn:aws:s3:::{BUCKET}"),
    Need("bucket", "s3:GetObject", f"arn:aws:s3:::{BUCKET}/acme-stage-sealed-store/0123"),
    Need("bucket", "s3:PutObject", f"arn:aws:s3:::{BUCKET}/acme-stage-sealed-store/0123"),
]
DEPLOYS = [
    *(Need("stack", f"cloudformation:{action}", STACK) for action in (
        "DeleteStack", "DescribeChangeSet", "DescribeStackEvents", "DescribeStacks", "ExecuteChangeSet", "GetStackPolicy",
        "SetStackPolicy", "UpdateTerminationProtection")),
    *(Need("change set", f"cloudformation:{action}", CHANGE_SET) for action in ("DescribeChangeSet", "ExecuteChangeSet")),
]
ROLES = {"ExecutionRole": (EXECUTION_ROLE, needs(stack(), BUCKET)), "PlanRole": (PLAN_ROLE, PLANS),
         "DeployRole": (DEPLOY_ROLE, DEPLOYS), "DrillRole": (DRILL_ROLE, DRILLS),
         "RestorePolicy": (RESTORE_ROLE, RESTORES)}


def allowed(arn: str, document: dict, need: Need, key_policy: dict | None = None) -> bool:
    request = Request(Caller(arn, (document,)), need.action, need.resource, ACCOUNT, need.context)
    return decide(request, key_policy, policy_required=key_policy is not None) is Decision.ALLOWED


def denied(role: str, document: dict) -> list[str]:
    arn, wanted = ROLES[role]
    key_policy = stack()["ItemsKey"]["KeyPolicy"]
    return [str(need) for need in wanted
            if not allowed(arn, document, need, key_policy if need.resource == key("ItemsKey") else None)]


@pytest.mark.parametrize("role", ROLES)
def test_role_can_do_all_that_is_needed(role):
    assert denied(role, policy(role)) == []


@pytest.mark.parametrize(("role", "sid"), [
    (role, statement["Sid"]) for role in ROLES for statement in policy(role)["Statement"]])
def test_each_statement_is_needed(role, sid):
    document = copy.deepcopy(policy(role))
    document["Statement"] = [statement for statement in document["Statement"] if statement["Sid"] != sid]
    assert denied(role, document)


@pytest.mark.parametrize("role", ROLES)
def test_each_action_of_each_statement_is_needed(role):
    for statement in policy(role)["Statement"]:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        for action in actions:
            document = copy.deepcopy(policy(role))
            changed = next(each for each in document["Statement"] if each["Sid"] == statement["Sid"])
            changed["Action"] = [each for each in actions if each != action] or ["none:Nothing"]
            assert denied(role, document), f"{statement['Sid']} could do without {action}"


@pytest.mark.parametrize("role", ROLES)
def test_each_resource_of_each_statement_is_needed(role):
    for position, statement in enumerate(policy(role)["Statement"]):
        if isinstance(statement["Resource"], list):
            for resource in statement["Resource"]:
                document = copy.deepcopy(policy(role))
                document["Statement"][position]["Resource"].remove(resource)
                assert denied(role, document), f"{statement['Sid']} could do without {resource}"


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
    assert {need.action for need in others if allowed(EXECUTION_ROLE, policy("ExecutionRole"), need)} <= harmless


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
    assert not allowed(PLAN_ROLE, policy("PlanRole"), need)


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
    assert not allowed(DEPLOY_ROLE, policy("DeployRole"), need)


@pytest.mark.parametrize("need", [
    Need("data", "dynamodb:GetItem", f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/acme-stage-items"),
    Need("itself", "iam:PutRolePolicy", EXECUTION_ROLE),
    Need("the deploy role", "iam:UpdateAssumeRolePolicy", DEPLOY_ROLE),
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
    assert not allowed(EXECUTION_ROLE, policy("ExecutionRole"), need)


def test_role_names_are_out_of_reach_of_the_prefix_that_the_execution_role_changes():
    for role in set(ROLES) - {"RestorePolicy"}:
        assert account()[role]["Properties"]["RoleName"].startswith("sealed-store-")
