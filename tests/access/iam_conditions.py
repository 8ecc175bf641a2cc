"""The Condition element of a policy statement, as AWS documents it.

Follows "IAM JSON policy elements: Condition operators", "Conditions with multiple context keys or values" and
"Set operators for multivalued context keys" of the IAM User Guide. Anything else raises NotImplementedError, so that a
condition that is not understood cannot let a test pass.
"""
import functools
import re

from tests.template.policies import as_list

_NEGATED = {"StringNotEquals": "StringEquals", "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
            "StringNotLike": "StringLike", "ArnNotEquals": "ArnLike", "ArnNotLike": "ArnLike"}


def conditions_hold(condition: dict, context: dict) -> bool:
    """Whether every operator and key of the element holds. `context` has lower-case keys: their names ignore case."""
    return all(_holds(operator, context.get(key.lower()), as_list(wanted))
               for operator, keys in condition.items() for key, wanted in keys.items())


def matches(pattern: str, value: str) -> bool:
    """Whether the value matches a pattern in which * stands for any characters and ? for one."""
    return _compiled(pattern).fullmatch(value) is not None


@functools.cache
def _compiled(pattern: str) -> re.Pattern:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


def _holds(operator: str, actual, wanted: list) -> bool:
    if any("${" in str(value) for value in wanted):
        raise NotImplementedError("policy variables are not evaluated")
    if operator == "Null":
        (absent,) = wanted
        return (actual in (None, [], "")) == (str(absent).lower() == "true")
    quantifier, _, base = operator.rpartition(":")
    if_exists = base.endswith("IfExists")
    base = base.removesuffix("IfExists")
    negated = base in _NEGATED
    compare = _operator(_NEGATED.get(base, base))

    def one(value) -> bool:
        return any(compare(str(expected), str(value)) for expected in wanted) != negated

    if quantifier:
        values = [] if actual is None else as_list(actual)
        match quantifier:
            case "ForAllValues":
                return all(map(one, values))
            case "ForAnyValue":
                return any(map(one, values)) or (if_exists and not values)
        raise NotImplementedError(f"the set operator {quantifier} is not evaluated")
    if actual is None:
        return if_exists or negated
    if isinstance(actual, list):
        raise NotImplementedError("a multivalued context key needs a set operator")
    return one(actual)


def _operator(name: str):
    match name:
        case "StringEquals":
            return str.__eq__
        case "StringEqualsIgnoreCase":
            return lambda expected, value: expected.lower() == value.lower()
        case "StringLike":
            return matches
        case "Bool":
            return lambda expected, value: expected.lower() == value.lower()
        case "ArnEquals" | "ArnLike":
            return _arn_like
    raise NotImplementedError(f"the condition operator {name} is not evaluated")


def _arn_like(pattern: str, arn: str) -> bool:
    # Each of the six parts is compared separately: a * does not match a colon.
    wanted, parts = pattern.split(":", 5), arn.split(":", 5)
    return len(wanted) == len(parts) == 6 and all(map(matches, wanted, parts))
