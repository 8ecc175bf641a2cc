"""The roles of deploy/account.yaml, what each must be able to do, and whether its policy allows it."""
from tests.access.iam_policy import Caller, Decision, Request, decide
from tests.account.account import RESTORE_ROLE, policy, role_arn, stack
from tests.account.deployments import BUCKET, DEPLOYS, EXECUTION_ROLE, PLANS
from tests.account.needs import ACCOUNT, Need, needs
from tests.account.restores import DRILLS, RESTORES

ARNS = {"ExecutionRole": EXECUTION_ROLE, "PlanRole": role_arn("plan"), "DeployRole": role_arn("deploy"),
        "DrillRole": role_arn("drill"), "RestorePolicy": RESTORE_ROLE}
NEEDS = {"ExecutionRole": needs(stack(), BUCKET), "PlanRole": PLANS, "DeployRole": DEPLOYS, "DrillRole": DRILLS,
         "RestorePolicy": RESTORES}


def allowed(role: str, need: Need, document: dict | None = None, key_policy: dict | None = None) -> bool:
    """Whether the role's policy, or another document in its place, allows a call; of a key, together with its policy."""
    request = Request(Caller(ARNS[role], (document or policy(role),)), need.action, need.resource, ACCOUNT, need.context)
    return decide(request, key_policy, policy_required=key_policy is not None) is Decision.ALLOWED
