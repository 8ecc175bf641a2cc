"""Decides whether AWS would allow a request, given the policies that apply to it.

Follows "Policy evaluation logic" of the IAM User Guide for identity-based and resource-based policies, and "Key
policies in AWS KMS" for keys. Written here because no maintained library does this under a licence that fits. Not covered,
since the template sets none of them: service control policies, resource control policies, permissions boundaries,
session policies and grants of a key.
"""
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from tests.access.iam_conditions import conditions_hold, matches
from tests.template.policies import as_list

_ELEMENTS = {"Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition"}


class Decision(Enum):
    ALLOWED = "allowed"
    DENIED = "no statement allows it"
    EXPLICITLY_DENIED = "a statement denies it"


@dataclass(frozen=True)
class Caller:
    """The caller: an IAM role or the account's root user by its ARN, or an AWS service by its principal name."""
    arn: str
    policies: tuple = ()

    @property
    def is_service(self) -> bool:
        return not self.arn.startswith("arn:")

    @property
    def account(self) -> str | None:
        return None if self.is_service else self.arn.split(":")[4]

    @property
    def is_root_user(self) -> bool:
        return self.arn.endswith(":root")


@dataclass(frozen=True)
class Request:
    """One action on one resource. `account` is the one that owns the resource; `context` has lower-case keys."""
    caller: Caller
    action: str
    resource: str
    account: str
    context: dict = field(default_factory=dict)


def decide(request: Request, resource_policy: dict | None = None, *, policy_required: bool = False) -> Decision:
    """The decision for the request.

    `policy_required`: the resource's own policy must allow even within its account (KMS keys, roles' trust policies).
    """
    caller = request.caller
    own = [statement for policy in caller.policies for statement in _statements(policy) if _applies(statement, request)]
    on_resource = [statement for statement in _statements(resource_policy)
                   if _applies(statement, request, of_resource=True) and _names(statement, caller)]
    if any(statement["Effect"] == "Deny" for statement in own + on_resource):
        return Decision.EXPLICITLY_DENIED
    by_identity = caller.is_root_user or any(statement["Effect"] == "Allow" for statement in own)
    direct = any(_names(statement, caller, directly=True) for statement in on_resource)
    if caller.is_service:
        allowed = direct
    elif caller.account != request.account:
        allowed = by_identity and bool(on_resource)
    elif policy_required:
        # If it names the account, the account's identity-based policies decide.
        allowed = direct or (by_identity and bool(on_resource))
    else:
        allowed = by_identity or direct
    return Decision.ALLOWED if allowed else Decision.DENIED


def _statements(policy: dict | None) -> Sequence[dict]:
    return as_list(policy["Statement"]) if policy else ()


def _applies(statement: dict, request: Request, *, of_resource: bool = False) -> bool:
    if not statement.keys() <= _ELEMENTS:
        raise NotImplementedError(f"the element {', '.join(sorted(statement.keys() - _ELEMENTS))} is not evaluated")
    if not _listed(statement, "Action", request.action, str.lower):
        return False
    if of_resource and statement.get("Resource") is None and "NotResource" not in statement:
        on_resource = True  # a trust policy has no Resource: it belongs to the role
    else:
        on_resource = _listed(statement, "Resource", request.resource, str)
    return on_resource and conditions_hold(statement.get("Condition", {}), request.context)


def _listed(statement: dict, element: str, value: str, case) -> bool:
    negated = f"Not{element}" in statement
    patterns = as_list(statement[f"Not{element}" if negated else element])
    if any("${" in pattern for pattern in patterns):
        raise NotImplementedError("policy variables are not evaluated")
    value = case(value)
    return any(matches(case(pattern), value) for pattern in patterns) != negated


def _names(statement: dict, caller: Caller, *, directly: bool = False) -> bool:
    """Whether the Principal element covers the caller; directly: by more than naming the caller's account."""
    principal = statement["Principal"]
    if principal == "*":
        return True
    unknown = set(principal) - {"AWS", "Service"}
    if unknown:
        raise NotImplementedError(f"the principal {', '.join(sorted(unknown))} is not evaluated")
    if caller.is_service:
        return caller.arn in as_list(principal.get("Service", []))
    named = set(as_list(principal.get("AWS", [])))
    partition = caller.arn.split(":")[1]
    account = {caller.account, f"arn:{partition}:iam::{caller.account}:root"}
    return "*" in named or caller.arn in named or (not directly and bool(named & account))
