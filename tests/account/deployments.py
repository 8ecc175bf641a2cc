"""What make plan and make apply call (deploy/). Of a call with a stack's name and a change set's ARN, IAM may check either."""
from tests.account.account import role_arn
from tests.account.needs import ACCOUNT, REGION, Need

EXECUTION_ROLE = role_arn("execution")
STACK = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/acme-stage-sealed-store/0f3d2a10-c7a1-11f0-9d2e-0e6f4b1c2d3a"
CHANGE_SET = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:changeSet/samcli-deploy1795350000/5a0c8f0e-0f2b-4d3c-9a53-6c2f1d7e8b90"
TRANSFORM = f"arn:aws:cloudformation:{REGION}:aws:transform/Serverless-2016-10-31"
BUCKET = f"sealed-store-acme-stage-{ACCOUNT}-{REGION}"
WITH_ROLE = {"cloudformation:rolearn": EXECUTION_ROLE}
TO_CLOUDFORMATION = {"iam:passedtoservice": "cloudformation.amazonaws.com"}

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
