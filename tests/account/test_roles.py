"""Each role can do everything that it needs, and its policy has nothing else. The local AWS ignores a stack's service role,
so a deployment there proves nothing; only a real account can confirm this."""
import copy

import pytest

from tests.account.account import account, policy, stack
from tests.account.needs import key
from tests.account.roles import ARNS, NEEDS, allowed
from tests.template.policies import as_list


def denied(role: str, document: dict) -> list[str]:
    key_policy = stack()["ItemsKey"]["KeyPolicy"]
    return [str(need) for need in NEEDS[role]
            if not allowed(role, need, document, key_policy if need.resource == key("ItemsKey") else None)]


@pytest.mark.parametrize("role", NEEDS)
def test_role_can_do_all_that_is_needed(role):
    assert denied(role, policy(role)) == []


@pytest.mark.parametrize(("role", "sid"), [
    (role, statement["Sid"]) for role in NEEDS for statement in policy(role)["Statement"]])
def test_each_statement_is_needed(role, sid):
    document = copy.deepcopy(policy(role))
    document["Statement"] = [statement for statement in document["Statement"] if statement["Sid"] != sid]
    assert denied(role, document)


@pytest.mark.parametrize("role", NEEDS)
def test_each_action_of_each_statement_is_needed(role):
    for statement in policy(role)["Statement"]:
        actions = as_list(statement["Action"])
        for action in actions:
            document = copy.deepcopy(policy(role))
            changed = next(each for each in document["Statement"] if each["Sid"] == statement["Sid"])
            changed["Action"] = [each for each in actions if each != action] or ["none:Nothing"]
            assert denied(role, document), f"{statement['Sid']} could do without {action}"


@pytest.mark.parametrize("role", NEEDS)
def test_each_resource_of_each_statement_is_needed(role):
    for position, statement in enumerate(policy(role)["Statement"]):
        if isinstance(statement["Resource"], list):
            for resource in statement["Resource"]:
                document = copy.deepcopy(policy(role))
                document["Statement"][position]["Resource"].remove(resource)
                assert denied(role, document), f"{statement['Sid']} could do without {resource}"


def test_role_names_are_out_of_reach_of_the_prefix_that_the_execution_role_changes():
    for role in ARNS.keys() - {"RestorePolicy"}:
        assert account()[role]["Properties"]["RoleName"].startswith("sealed-store-")
