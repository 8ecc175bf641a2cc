"""Writes what IAM must decide about the stack's two roles, as JSON, for the test of the deployed stack.

    python -m tests.access.decisions FILE

Without the use of the key: its encryption context decides, and IAM's simulation cannot give one.
"""
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.access import expected
from tests.access.expected import May
from tests.access.matrix import NO_RESOURCE, actions_on, actions_without_resource
from tests.access.world import ACCOUNT, FOREIGN, OWN, REGION, key_arn

ROLES = {"WriterRoleArn": expected.WRITER, "ReaderRoleArn": expected.READER}  # by the output that names the role


def decisions() -> dict:
    """The decisions of each role, by resource, and what in their ARNs differs in another account."""
    return {"account": ACCOUNT, "region": REGION, "tableName": "acme-dev-items", "keyArn": key_arn("acme-dev"),
            "decisions": [decision for role, expects in ROLES.items() for decision in _of_role(role, expects)]}


def allowed(expects: tuple[May, ...]) -> set[tuple[str, str]]:
    """Action and resource of what is allowed without a condition."""
    return {(action.lower(), entry.on) for entry in expects if entry.on != "own key" for action in entry.actions}


def _of_role(role: str, expects: tuple[May, ...]) -> Iterator[dict]:
    asked = [(NO_RESOURCE, "*", sorted(actions_without_resource()))]
    asked += [(resource.label, resource.arn, sorted(actions_on(resource))) for resource in OWN + FOREIGN]
    for label, arn, actions in asked:
        may = [action for action in actions if (action, label) in allowed(expects)]
        yield {"role": role, "resource": label, "arn": arn, "allowed": may,
               "refused": [action for action in actions if action not in may]}


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(decisions(), indent=1), encoding="utf-8")
