"""Mutants of policies: each element widened, each condition loosened."""
from collections.abc import Iterator

from tests.mutants.mutant import Mutant, at, mutant, walk

ANYBODY = {"AWS": "*"}


def mutants(template: dict) -> Iterator[Mutant]:
    for path, node in walk(template["Resources"], ("Resources",)):
        if isinstance(node, dict) and "Effect" in node:
            yield from _of_statement(path, node)
        elif path[-1] == "Statement":
            yield mutant(path, "one more that allows everything", [*node, _everything(template, path)])


def _everything(template: dict, path: tuple) -> dict:
    everything = {"Sid": "Everything", "Effect": "Allow", "Action": "*", "Resource": "*"}
    takes_principal = "Principal" in at(template, (*path, 0))
    return everything | {"Principal": ANYBODY} if takes_principal else everything


def _of_statement(path: tuple, statement: dict) -> Iterator[Mutant]:
    yield mutant((*path, "Effect"), "flipped", "Deny" if statement["Effect"] == "Allow" else "Allow")
    yield from _of_actions((*path, "Action"), statement["Action"])
    if "Resource" in statement:
        yield mutant((*path, "Resource"), "any and the one", [statement["Resource"], "*"])
        if statement["Resource"] != "*":
            yield mutant((*path, "Resource"), "any", "*")
    if "Principal" in statement:
        yield mutant((*path, "Principal"), "anybody", ANYBODY)
        if statement["Principal"] != "*":
            yield mutant((*path, "Principal"), "anybody and services", "*")
    if "Condition" in statement:
        yield from _of_condition((*path, "Condition"), statement["Condition"])


def _of_actions(path: tuple, actions) -> Iterator[Mutant]:
    listed = actions if isinstance(actions, list) else [actions]
    service = listed[0].split(":")[0]
    for wider in ("*", f"{service}:*", f"{service}:Get*", f"{service}:CreateGrant", f"{service}:DeleteTable"):
        if wider not in listed:
            yield mutant(path, f"{wider} as well", [*listed, wider])
    yield mutant(path, "all of the service", f"{service}:*x" if actions == f"{service}:*" else f"{service}:*")


def _of_condition(path: tuple, condition: dict) -> Iterator[Mutant]:
    for operator, keys in condition.items():
        others = {name: value for name, value in condition.items() if name != operator}
        if not operator.endswith("IfExists"):
            yield mutant(path, f"{operator} only if it exists", others | {f"{operator}IfExists": keys})
        yield mutant(path, f"{operator} for any value of the request", others | {f"ForAllValues:{operator}": keys})
        yield mutant(path, f"{operator} negated", others | {_negated(operator): keys})
        for key, value in keys.items():
            if key.startswith("Fn::"):
                continue
            yield mutant((*path, operator, key), "any", "*")
            listed = value if isinstance(value, list) else [value]
            yield mutant((*path, operator, key), "any as well", [*listed, "*"])


def _negated(operator: str) -> str:
    for positive, negative in (("StringEquals", "StringNotEquals"), ("ArnEquals", "ArnNotEquals"),
                               ("ArnLike", "ArnNotLike")):
        if operator == positive:
            return negative
    return "Null"
