"""Decides whether an EventBridge event pattern matches an event.

Follows "Amazon EventBridge event patterns" and "Comparison operators for use in event patterns in Amazon EventBridge"; an
operator that no rule of the template uses raises, so that it cannot pass a test by accident.
"""
ABSENT = object()


def matches(pattern: dict, event) -> bool:
    """Whether every field of the pattern matches, and of each $or one alternative."""
    if isinstance(event, list):
        # Of an array of objects, one must match.
        return any(matches(pattern, element) for element in event)
    fields = event if isinstance(event, dict) else {}
    return all(_alternative(wanted, fields) if name == "$or" else _field(wanted, fields.get(name, ABSENT))
               for name, wanted in pattern.items())


def _alternative(patterns: list[dict], event: dict) -> bool:
    return any(matches(pattern, event) for pattern in patterns)


def _field(wanted, actual) -> bool:
    if isinstance(wanted, dict):
        return matches(wanted, {} if actual is ABSENT else actual)
    if not isinstance(wanted, list) or not wanted:
        raise ValueError(f"the values of a field must be in a list: {wanted}")
    values = actual if isinstance(actual, list) else [actual]
    return any(_value(each, value) for each in wanted for value in values)


def _value(wanted, actual) -> bool:
    if not isinstance(wanted, dict):
        return type(wanted) is type(actual) and wanted == actual
    (operator, argument), = wanted.items()
    # Objects have no value of their own: exists finds leaves only.
    present = actual is not ABSENT and not isinstance(actual, dict)
    match operator:
        case "exists":
            return present is argument
        case "anything-but":
            return present and actual not in (argument if isinstance(argument, list) else [argument])
        case "suffix":
            return isinstance(actual, str) and actual.endswith(argument)
        case "numeric" if argument[0] == "<" and len(argument) == 2:
            return isinstance(actual, int | float) and not isinstance(actual, bool) and actual < argument[1]
    raise NotImplementedError(f"{wanted}: teach it to {__name__}.py")
