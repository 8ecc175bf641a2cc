"""Requests that a change of policies could newly allow, and an evaluator that is not the guard's."""
import random
from collections.abc import Iterator

from tests.access.iam_policy import Caller, Decision, Request, decide
from tests.guard.pairs import ACCOUNT, Kind, Pair
from tests.template.policies import as_list

_ROLE = f"arn:aws:iam::{ACCOUNT}:role/acme-stage-writer-us-east-1"
_CALLERS = (_ROLE, f"arn:aws:iam::{ACCOUNT}:role/other", "arn:aws:iam::444455556666:role/other",
            "lambda.amazonaws.com", "other.amazonaws.com")
_ANYTHING = {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
_ALL = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


def requests(draw: random.Random, pair: Pair, count: int) -> Iterator[Request]:
    """Around what differs: actions, resources and values that a statement names, one step beside, and absent keys."""
    statements = _differing(pair)
    for _ in range(count):
        statement = draw.choice(statements)
        near = statement if draw.random() < 0.6 else draw.choice(_statements(pair))
        caller = draw.choice((*_CALLERS, *_named(statement)))
        yield Request(
            caller=Caller(caller, (_ANYTHING,) if draw.random() < 0.7 and caller.startswith("arn:") else ()),
            action=_text(draw, near, "Action", "kms:Decrypt"),
            resource=_text(draw, near, "Resource", f"arn:aws:iam::{ACCOUNT}:role/r"),
            account=ACCOUNT,
            context=_context(draw, pair, statement))


def _statements(pair: Pair) -> list[dict]:
    return [*as_list(pair.before["Statement"]), *as_list(pair.after["Statement"])] or [{}]


def _differing(pair: Pair) -> list[dict]:
    before, after = as_list(pair.before["Statement"]), as_list(pair.after["Statement"])
    return ([statement for statement in after if statement not in before]
            + [statement for statement in before if statement not in after]) or after or before or [{}]


def _named(statement: dict) -> list[str]:
    principal = statement.get("Principal", statement.get("NotPrincipal", {}))
    kinds = principal.values() if isinstance(principal, dict) else ()
    return [who.replace(":root", ":role/any") for names in kinds for who in as_list(names)
            if who not in ("*", ACCOUNT)]


def _text(draw: random.Random, statement: dict, name: str, otherwise: str) -> str:
    patterns = as_list(statement.get(name, statement.get(f"Not{name}", []))) or [otherwise]
    return _instance(draw, draw.choice(patterns), otherwise)


def _instance(draw: random.Random, pattern: str, otherwise: str = "x") -> str:
    """A text that the pattern matches, or one step beside."""
    if pattern == "*":
        pattern = otherwise
    text = "".join(draw.choice(("", "x", "Zz", ":a", "/b")) if each == "*" else "q" if each == "?" else each
                   for each in pattern)
    if draw.random() < 0.3 and text:
        at = draw.randrange(len(text))
        text = draw.choice((text[:at] + "q" + text[at + 1:], text[:at] + text[at + 1:], text + "x", text.swapcase(),
                            pattern))
    return text


def _context(draw: random.Random, pair: Pair, statement: dict) -> dict:
    """Values for the keys that are named, most often for those of the statement."""
    named: dict[str, list[str]] = {}
    for each in (statement, *_statements(pair)):
        for operator, keys in each.get("Condition", {}).items():
            for key, wanted in keys.items():
                named.setdefault(key.lower(), []).extend(
                    ["x"] if operator == "Null" else [str(value) for value in as_list(wanted)])
    context: dict = {}
    for key, values in named.items():
        if draw.random() < 0.15:
            continue
        chosen = [_instance(draw, draw.choice(values or ["x"])) for _ in range(draw.randint(1, 2))]
        context[key] = chosen if key == "aws:tagkeys" else chosen[0]
    return context


def newly_allowed(pair: Pair, request: Request) -> bool:
    """Whether the request is allowed after and was not before, by the policy alone or beside others that allow all."""
    return any(_allowed(pair.kind, _beside(pair.after, others), request)
               and not _allowed(pair.kind, _beside(pair.before, others), request) for others in ([], [_ALL]))


def _beside(policy: dict, others: list[dict]) -> dict:
    return {**policy, "Statement": [*as_list(policy["Statement"]), *others]}


def _allowed(kind: Kind, policy: dict, request: Request) -> bool:
    if kind.held:
        held = {**policy, "Statement": [{name: value for name, value in statement.items() if name != "Principal"}
                                        for statement in as_list(policy["Statement"])]}
        return decide(Request(Caller(_ROLE, (held,)), request.action, request.resource, ACCOUNT,
                              request.context)) is Decision.ALLOWED
    return decide(request, _concrete(policy, request.caller), policy_required=True) is Decision.ALLOWED


def _concrete(policy: dict, caller: Caller) -> dict:
    """The policy for one caller: NotPrincipal is everybody, or nobody."""
    statements = []
    for statement in as_list(policy["Statement"]):
        if "NotPrincipal" in statement:
            if _covers(statement["NotPrincipal"], caller):
                continue
            statement = {**{name: value for name, value in statement.items() if name != "NotPrincipal"},
                         "Principal": "*"}
        statements.append(statement)
    return {"Statement": statements}


def _covers(principal, caller: Caller) -> bool:
    named = [who for names in principal.values() for who in as_list(names)] if isinstance(principal, dict) else ["*"]
    return "*" in named or caller.arn in named or bool(
        {caller.account, f"arn:aws:iam::{caller.account}:root"} & set(named))
