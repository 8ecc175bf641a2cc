"""Writes the access matrix of docs/reference/access.md: what the policies allow."""
from collections import defaultdict
from itertools import chain

from tests.access.aws_actions import OTHER_NAMES, SERVICES, operations
from tests.access.cases import Case, cases
from tests.access.matrix import NO_RESOURCE, Cell, actions_on
from tests.access.world import (
    ASKING_FOR_THE_ITEM,
    GRANT_ROUTES,
    ITEM_ROUTES,
    KEY_ROUTES,
    OWN,
    Resource,
)
from tools.pages.generated import DOCS, replaced

DYNAMODB, QUEUE = "DynamoDB for the own table", "SQS for the failure queue"
PAGE = DOCS / "reference" / "access.md"
BEGIN = "<!-- access matrix: written by `make docs`, do not edit -->\n"
END = "<!-- end of the access matrix -->\n"

_SPELLED = {f"{service}:{name}".lower(): f"{service}:{name}" for service in SERVICES
            for name in chain(operations(service), *OTHER_NAMES.get(service, {}).values())}
_ITEM_READS = {f"dynamodb:{name}" for name in ("getitem", "batchgetitem", "query", "scan", "partiqlselect",
                                               "exporttabletopointintime")}
_ITEM_WRITES = {f"dynamodb:{name}" for name in ("putitem", "updateitem", "deleteitem", "batchwriteitem",
                                                "partiqlinsert", "partiqlupdate", "partiqldelete")}
_ITEM_WAYS = {route.label for routes in ITEM_ROUTES.values() for route in routes}
WAYS_TO_ITEMS = ("reads items in DynamoDB", "writes items in DynamoDB", "invokes the writer", "invokes the reader",
                  "receives failed writes", "decrypts with the key by itself", "changes the key policy",
                  "assumes a function's role")


def matrix() -> str:
    """The matrix as Markdown."""
    alike = defaultdict(list)
    for case in cases():
        alike[case.allowed].append(case)
    asked = sum(case.asked() for group in alike.values() for case in group)
    nothing = [case.who for case in alike.pop(frozenset(), [])]
    refused = "".join(f"- {who}\n" for who in nothing)
    parts = [f"{asked:,} requests were evaluated. Refused on everything of the stack:\n\n{refused}", _items(alike),
             *(_section(group, allowed) for allowed, group in alike.items())]
    return "\n".join(parts)


def written(page: str, text: str) -> str:
    """The page with the text between its markers."""
    return replaced(page, BEGIN, END, f"\n{text}\n")


def _items(alike: dict[frozenset, list[Case]]) -> str:
    lines = ["Who can reach items, by the policies of caller, table, queue and key together:", "",
             "| who | " + " | ".join(WAYS_TO_ITEMS) + " |", "|---" * (len(WAYS_TO_ITEMS) + 1) + "|"]
    for allowed, group in alike.items():
        marks = " | ".join("yes" if mark else "no" for mark in item_access(allowed))
        lines += [f"| {case.who} | {marks} |" for case in group]
    return "\n".join(lines) + "\n"


def item_access(allowed: frozenset[Cell]) -> list[bool]:
    """Which of WAYS_TO_ITEMS these permissions open. Item, message and key are needed together."""
    opened = {route for action, resource, route in allowed if (action, resource) == ("kms:decrypt", "own key")}
    over_tls = {(action, resource) for action, resource, route in allowed if route == "TLS"}
    on_table = {action for action, resource in over_tls if resource == "own table"} if DYNAMODB in opened else set()
    asks_for_items = any((action, "own table", ASKING_FOR_THE_ITEM.label) in allowed for action in on_table)
    return [bool(on_table & _ITEM_READS) or asks_for_items, bool(on_table & _ITEM_WRITES),
            ("lambda:invokefunction", "own writer function") in over_tls,
            ("lambda:invokefunction", "own reader function") in over_tls,
            ("sqs:receivemessage", "own failure queue") in over_tls and QUEUE in opened,
            bool(opened & {"directly", "directly, naming the own table"}),
            ("kms:putkeypolicy", "own key", "directly") in allowed,
            any(action == "sts:assumerole" for action, _ in over_tls)]


def _section(group: list[Case], allowed: frozenset[Cell]) -> str:
    actions = defaultdict(lambda: defaultdict(set))
    for action, resource, route in allowed:
        actions[resource][action].add(route)
    rows = defaultdict(list)
    for resource in [*(resource for resource in OWN if resource.label in actions), NO_RESOURCE]:
        label = resource if resource == NO_RESOURCE else resource.label
        by_route = defaultdict(set)
        for action, routes in actions[label].items():
            # The few actions that have further ways get a row of their own for these.
            for ways in filter(None, (routes - _ITEM_WAYS, routes & _ITEM_WAYS)):
                by_route[frozenset(ways)].add(action)
        for routes, same in sorted(by_route.items(), key=lambda row: sorted(row[0])):
            rows[_actions(same, resource), _routes(routes)].append(label)
    foreign = set(actions) - {resource.label for resource in OWN} - {NO_RESOURCE}
    if foreign:
        raise NotImplementedError(f"{group[0].who} may act on {', '.join(sorted(foreign))}, which no matrix expects")
    table = [f"| {may} | {', '.join(on)} | {by} |" for (may, by), on in rows.items()]
    who = "; ".join(case.who for case in group)
    return "\n".join([f"**{who}**", "", "| may | on | by |", "|---|---|---|", *table, ""])


def _actions(actions: set[str], resource: Resource | str) -> str:
    every = set() if resource == NO_RESOURCE else set(actions_on(resource))
    for service in {action.partition(":")[0] for action in every}:
        of_service = {action for action in every if action.startswith(service + ":")}
        if of_service == actions and len(actions) > 1:
            return f"every action of {service}"
    return ", ".join(sorted(_SPELLED.get(action, action) for action in actions))


def _routes(routes: frozenset[str]) -> str:
    if routes in (frozenset(route.label for route in KEY_ROUTES), frozenset(route.label for route in GRANT_ROUTES)):
        return "any route"
    return "; ".join(sorted(routes))
