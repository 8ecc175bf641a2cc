"""Pairs of policies: real ones of the template, changed at random."""
import copy
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.template.policies import as_list
from tests.template.stack import ALARM_TOPIC, DEPLOYMENT_ROLES, Deployment, Stack, load

ACCOUNT = Deployment.account
_PRINCIPALS = ("*", {"AWS": "*"}, {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, {"AWS": ACCOUNT},
               {"AWS": f"arn:aws:iam::{ACCOUNT}:role/acme-stage-writer-us-east-1"},
               {"AWS": "arn:aws:iam::444455556666:root"}, {"Service": "lambda.amazonaws.com"})
_CONDITIONS = (("StringEquals", "aws:PrincipalAccount", ACCOUNT), ("Bool", "aws:SecureTransport", "false"),
               ("StringLike", "kms:ViaService", "*.us-east-1.amazonaws.com"),
               ("StringNotEquals", "aws:PrincipalAccount", [ACCOUNT, "444455556666"]),
               ("StringNotLike", "kms:ViaService", ["*.us-east-1.amazonaws.com", "s3.*"]),
               ("Null", "aws:PrincipalOrgID", "true"),
               ("ArnLike", "aws:PrincipalArn", f"arn:aws:iam::{ACCOUNT}:role/acme-*"),
               ("ForAnyValue:StringEquals", "aws:TagKeys", ["a", "b"]),
               ("ForAllValues:StringLike", "aws:TagKeys", ["a*"]))
_OPERATORS = ("StringEquals", "StringLike", "StringNotEquals", "StringNotLike", "StringEqualsIgnoreCase", "ArnEquals",
              "ArnLike", "ArnNotEquals", "ArnNotLike", "StringEqualsIfExists", "ArnLikeIfExists", "BoolIfExists",
              "Bool")


@dataclass(frozen=True)
class Kind:
    """Where a policy stands. `held`: it belongs to its principal; `trust`: it lies on a role and names no resource."""
    type: str
    property: str
    held: bool = False
    trust: bool = False

    def properties(self, document) -> dict:
        if self.property == "Policies":
            return {"Policies": [{"PolicyName": "p", "PolicyDocument": document}]}
        if self.property == "ResourcePolicy":
            return {"ResourcePolicy": {"PolicyDocument": document}}
        return {self.property: document}


@dataclass(frozen=True)
class Pair:
    kind: Kind
    before: dict
    after: dict
    as_text: bool


KEY = Kind("AWS::KMS::Key", "KeyPolicy")
QUEUE = Kind("AWS::SQS::QueuePolicy", "PolicyDocument")
TABLE = Kind("AWS::DynamoDB::Table", "ResourcePolicy")
ROLE = Kind("AWS::IAM::Role", "Policies", held=True)
TRUST = Kind("AWS::IAM::Role", "AssumeRolePolicyDocument", trust=True)


def originals() -> list[tuple[Kind, list[dict]]]:
    """The policies of the template with every option that adds to them."""
    stack = Stack(load(), Deployment(environment="stage", options={
        "AlarmTopicArn": ALARM_TOPIC, "DeploymentRoleArns": DEPLOYMENT_ROLES[0]}))
    found = []
    for properties in stack.of_type(*{kind.type for kind in (KEY, QUEUE, TABLE, ROLE)}).values():
        if "Policies" in properties:
            found += [(ROLE, policy["PolicyDocument"]) for policy in properties["Policies"]]
            found.append((TRUST, properties["AssumeRolePolicyDocument"]))
        elif "ResourcePolicy" in properties:
            found.append((TABLE, properties["ResourcePolicy"]["PolicyDocument"]))
        else:
            found += [(kind, properties[kind.property]) for kind in (KEY, QUEUE) if kind.property in properties]
    return [(kind, as_list(document["Statement"])) for kind, document in found]


def pairs(count: int, seed: int) -> list[Pair]:
    draw = random.Random(seed)
    known = originals()
    made = []
    while len(made) < count:
        kind, statements = draw.choice(known)
        before = copy.deepcopy(draw.sample(statements, min(len(statements), draw.randint(1, 3))))
        for statement in before:
            for name in ("Action", "Resource", "Principal"):
                if draw.random() < 0.1:
                    _exclude(statement, name)
            if draw.random() < 0.4:
                _condition(draw, statement)
        for _ in range(draw.choice((0, 0, 1, 2))):
            _change(draw, kind, before)
        after = copy.deepcopy(before)
        for _ in range(draw.choice((1, 1, 1, 2, 3))):
            _change(draw, kind, after)
        made.append(Pair(kind, _document(before), _document(after), draw.random() < 0.1))
    return made


def _document(statements: list[dict]) -> dict:
    return {"Version": "2012-10-17", "Statement": statements}


def _change(draw: random.Random, kind: Kind, statements: list[dict]) -> None:
    if not statements:
        statements.append({"Effect": "Deny", "Action": "kms:*", "Resource": "*",
                           **({} if kind.held else {"Principal": "*"})})
        return
    changes: list[Callable] = [_action, _action, _actions, _resource, _condition, _condition, _operator, _value,
                               _value, _drop, _case, _list, _add, _negate]
    if not kind.held:
        changes += [_principal, _principal]
    if kind.trust:
        changes.remove(_resource)
    if draw.random() < 0.15:
        _statements(draw, statements)
    else:
        draw.choice(changes)(draw, draw.choice(statements))


def _statements(draw, statements):
    match draw.randrange(4):
        case 0:
            statements.remove(draw.choice(statements))
        case 1:
            statements.append(copy.deepcopy(draw.choice(statements)))
        case 2:
            draw.shuffle(statements)
        case _:
            statement = draw.choice(statements)
            statement["Effect"] = "Deny" if statement["Effect"] == "Allow" else "Allow"


def _wider(draw, text: str) -> str:
    """The text with a wildcard in it, or another text beside it."""
    at = draw.randrange(len(text) + 1)
    return draw.choice((text[:at] + "*", text[:at] + "*" + text[at:], text[:at] + "?" + text[at + 1:],
                        text[:at] + "x" + text[at:], "*" + text[at:], text.replace("*", "a"),
                        text.replace("?", "*"), text.swapcase()))


def _change_one(draw, holder: dict, name) -> None:
    values = list(as_list(holder[name]))
    if values:
        at = draw.randrange(len(values))
        values[at] = _wider(draw, str(values[at]))
    holder[name] = values


def _element(statement: dict, name: str) -> str:
    return f"Not{name}" if f"Not{name}" in statement else name


def _action(draw, statement):
    name = _element(statement, "Action")
    service, _, action = draw.choice(as_list(statement[name]) or ["kms:Decrypt"]).partition(":")
    statement[name] = [*as_list(statement[name]),
                       draw.choice((f"{service}:*", f"{service}:{action[:3]}*", f"{service}:?{action[1:]}", "*",
                                    f"{service}:Get*", f"{service}:Tag*"))]


def _actions(draw, statement):
    name = _element(statement, "Action")
    values = list(as_list(statement[name]))
    if len(values) > 1:
        values.remove(draw.choice(values))
    statement[name] = values


def _resource(draw, statement):
    if _element(statement, "Resource") in statement:
        _change_one(draw, statement, _element(statement, "Resource"))


def _principal(draw, statement):
    name = _element(statement, "Principal")
    statement[name] = copy.deepcopy(draw.choice(_PRINCIPALS))


def _condition(draw, statement):
    operator, key, value = draw.choice(_CONDITIONS)
    statement.setdefault("Condition", {}).setdefault(operator, {})[key] = copy.deepcopy(value)


def _keys(statement) -> list[tuple[str, str]]:
    return [(operator, key) for operator, keys in statement.get("Condition", {}).items() for key in keys]


def _operator(draw, statement):
    if _keys(statement):
        operator, key = draw.choice(_keys(statement))
        value = statement["Condition"][operator].pop(key)
        if operator.startswith(("Null", "For")):
            return
        toggled = operator.removesuffix("IfExists") if operator.endswith("IfExists") else f"{operator}IfExists"
        statement["Condition"].setdefault(draw.choice((toggled, draw.choice(_OPERATORS))), {})[key] = value


def _value(draw, statement):
    keys = [(operator, key) for operator, key in _keys(statement) if operator != "Null"]
    if keys:
        operator, key = draw.choice(keys)
        values = list(as_list(statement["Condition"][operator][key]))
        match draw.randrange(3):
            case 0:
                _change_one(draw, statement["Condition"][operator], key)
                return
            case 1 if len(values) > 1:
                values.remove(draw.choice(values))
            case _:
                values.append(_wider(draw, str(draw.choice(values or ["a"]))))
        statement["Condition"][operator][key] = values


def _drop(draw, statement):
    if _keys(statement):
        operator, key = draw.choice(_keys(statement))
        del statement["Condition"][operator][key]


def _case(draw, statement):
    name = _element(statement, "Action")
    statement[name] = [draw.choice((str.upper, str.lower))(action) for action in as_list(statement[name])]
    if _keys(statement):
        operator, key = draw.choice(_keys(statement))
        statement["Condition"][operator][key.upper()] = statement["Condition"][operator].pop(key)


def _list(draw, statement):
    for name in ("Action", "Resource"):
        if isinstance(statement.get(name), str):
            statement[name] = [statement[name]]
    for operator, key in _keys(statement):
        if isinstance(statement["Condition"][operator][key], str) and operator != "Null":
            statement["Condition"][operator][key] = [statement["Condition"][operator][key]]


def _add(draw, statement):
    statement["Sid"] = f"S{draw.randrange(1000)}"


def _negate(draw, statement):
    _exclude(statement, draw.choice(("Action", "Resource", "Principal")))


def _exclude(statement: dict, name: str) -> None:
    """Names what was excluded, and excludes what was named."""
    old, new = (f"Not{name}", name) if f"Not{name}" in statement else (name, f"Not{name}")
    if old in statement and statement[old] != "*":
        statement[new] = statement.pop(old)
