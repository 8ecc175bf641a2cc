"""Apply: execute the change set that plan has shown, then protect the stack and look that it is."""
from __future__ import annotations

import json

from pipeline.deployment import guard
from pipeline.deployment.settings import ROOT, Settings
from tools.progress import Failure, say

STACK_POLICY = ROOT / "pipeline" / "stack-policy.json"


def apply(settings: Settings, options) -> int:
    plan = settings.planned()
    if plan is None:
        raise Failure(f"nothing is planned for {settings.stack}: make plan ENV={settings.environment}")
    cloudformation = settings.client("cloudformation")
    if plan["changeSet"]:
        status = _execute(settings, cloudformation, plan["changeSet"], options)
        if status:
            return status
    _protect(settings, cloudformation)
    settings.forget_plan()
    return 0


def _execute(settings: Settings, cloudformation, change_set: str, options) -> int:
    exists = _exists(settings, cloudformation)
    if exists and options.allow:
        # The policy would refuse what has been allowed by name. An execution cannot override it, so it gives way.
        _set_policy(settings, cloudformation, _policy_except(options.allow.split(",")))
    try:
        return guard.run(settings, change_set, options.allow, options.summary, execute=True)
    finally:
        if exists and options.allow:
            _set_policy(settings, cloudformation, _policy())


def _exists(settings: Settings, cloudformation) -> bool:
    stacks = cloudformation.describe_stacks(StackName=settings.stack)["Stacks"]
    return stacks[0]["StackStatus"] != "REVIEW_IN_PROGRESS"


def _protect(settings: Settings, cloudformation) -> None:
    _set_policy(settings, cloudformation, _policy())
    cloudformation.update_termination_protection(StackName=settings.stack, EnableTerminationProtection=True)

    stored = cloudformation.get_stack_policy(StackName=settings.stack).get("StackPolicyBody", "null")
    if json.loads(stored) != _policy():
        raise Failure(f"{settings.stack} has another stack policy than {STACK_POLICY.name}")
    stack = cloudformation.describe_stacks(StackName=settings.stack)["Stacks"][0]
    if not stack.get("EnableTerminationProtection"):
        raise Failure(f"{settings.stack} has no termination protection")
    say(f"{settings.stack} has its stack policy and termination protection")


def _set_policy(settings: Settings, cloudformation, policy: dict) -> None:
    cloudformation.set_stack_policy(StackName=settings.stack, StackPolicyBody=json.dumps(policy))


def _policy() -> dict:
    return json.loads(STACK_POLICY.read_text(encoding="utf-8"))


def _policy_except(logical_ids: list[str]) -> dict:
    policy = _policy()
    for statement in policy["Statement"]:
        if statement["Effect"] == "Deny":
            del statement["Resource"]
            statement["NotResource"] = [f"LogicalResourceId/{logical_id}" for logical_id in logical_ids]
    return policy
