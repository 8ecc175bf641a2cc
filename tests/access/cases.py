"""The rows of the access matrix: a caller, a deployment, and what is expected."""
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from tests.access import expected
from tests.access.expected import EVERY_ACTION, May
from tests.access.iam_policy import Caller
from tests.access.matrix import (
    Cell,
    DeployedStack,
    actions_on,
    actions_without_resource,
    allowed,
    allowed_without_resource,
    requests,
)
from tests.access.world import (
    ADMINISTRATOR,
    BARE_DEPLOYER,
    BARE_RESTORER,
    DEPLOYER,
    FOREIGN,
    OTHER_ACCOUNTS_ADMINISTRATOR,
    OWN,
    RESTORER,
    ROOT_USER,
    SERVICE_PRINCIPALS,
    STRANGER,
    Resource,
    role,
)
from tests.account import account
from tests.template.stack import load


@dataclass(frozen=True)
class Case:
    who: str
    stack: DeployedStack
    caller: Caller
    expects: tuple[May, ...]
    everywhere: bool = False  # also foreign resources, and actions without a resource: for the stack's two roles

    @property
    def resources(self) -> list[Resource]:
        return OWN + FOREIGN if self.everywhere else OWN

    @functools.cached_property
    def allowed(self) -> frozenset[Cell]:
        without = allowed_without_resource(self.stack, self.caller) if self.everywhere else set()
        return frozenset(allowed(self.stack, self.caller, self.resources) | without)

    def asked(self) -> int:
        """How many requests `allowed` decides."""
        without = sum(1 for _ in actions_without_resource()) if self.everywhere else 0
        return sum(1 for _ in requests(self.caller, self.resources)) + without


@functools.cache
def cases() -> tuple[Case, ...]:
    """The matrix of template.yaml."""
    template = load()
    stack = DeployedStack(template)
    restoring = role("restorer", account.policy("RestorePolicy", environment="dev"))
    drilling = role("sealed-store-drill-acme-dev", account.policy("DrillRole", environment="dev"))
    bound = DeployedStack(
        template, DeploymentRoleArns=f"{DEPLOYER.arn},{BARE_DEPLOYER.arn}",
        RestoreRoleArns=",".join(caller.arn for caller in (RESTORER, BARE_RESTORER, restoring, drilling)))
    prod, globex = DeployedStack(template, environment="prod"), DeployedStack(template, company="globex")
    services = {SERVICE_PRINCIPALS[0].arn: expected.LOGS_SERVICE, "lambda.amazonaws.com": expected.LAMBDA_SERVICE}
    return (
        Case("writer role", stack, stack.role("WriterRole"), expected.WRITER, everywhere=True),
        Case("reader role", stack, stack.role("ReaderRole"), expected.READER, everywhere=True),
        Case("administrator of the account", stack, ADMINISTRATOR, expected.ADMINISTRATOR),
        Case("root user of the account", stack, ROOT_USER, expected.ADMINISTRATOR),
        Case("role of DeploymentRoleArns, with administrator's rights", bound, DEPLOYER, expected.ADMINISTRATOR),
        Case("role of DeploymentRoleArns, without permissions of its own", bound, BARE_DEPLOYER, expected.DEPLOYER),
        Case("role of RestoreRoleArns, with administrator's rights", bound, RESTORER, expected.RESTORING_ADMINISTRATOR),
        Case("role of RestoreRoleArns, without permissions of its own", bound, BARE_RESTORER, expected.RESTORER),
        Case("role of RestoreRoleArns, with the restore policy of account.yaml", bound, restoring, expected.RESTORE_POLICY,
             everywhere=True),
        Case("drill role of account.yaml, in RestoreRoleArns", bound, drilling, expected.DRILL_ROLE, everywhere=True),
        Case("any other administrator, both lists given", bound, ADMINISTRATOR, expected.NARROWED_ADMINISTRATOR),
        Case("root user, both lists given", bound, ROOT_USER, expected.NARROWED_ADMINISTRATOR),
        Case("writer role, both lists given", bound, bound.role("WriterRole"), expected.WRITER, everywhere=True),
        Case("reader role, both lists given", bound, bound.role("ReaderRole"), expected.READER, everywhere=True),
        Case("role of the account without permissions", stack, STRANGER, expected.NOTHING),
        Case("writer role of another environment", stack, prod.role("WriterRole"), expected.NOTHING),
        Case("reader role of another environment", stack, prod.role("ReaderRole"), expected.NOTHING),
        Case("writer role of another company", stack, globex.role("WriterRole"), expected.NOTHING),
        Case("reader role of another company", stack, globex.role("ReaderRole"), expected.NOTHING),
        Case("administrator of another account", stack, OTHER_ACCOUNTS_ADMINISTRATOR, expected.NOTHING),
        *(Case(service.arn, stack, service, services.get(service.arn, expected.NOTHING)) for service in SERVICE_PRINCIPALS),
    )


def cells(expects: tuple[May, ...]) -> Iterator[Cell]:
    resources = {resource.label: resource for resource in OWN + FOREIGN}
    for entry in expects:
        if entry.actions == EVERY_ACTION:
            listed = set(actions_on(resources[entry.on]))
        elif entry.actions == ("iam:*",):
            listed = {action for action in actions_on(resources[entry.on]) if action.startswith("iam:")}
        else:
            listed = {action.lower() for action in entry.actions}
        yield from ((action, entry.on, route) for action in listed for route in entry.by)
