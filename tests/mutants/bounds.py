"""Mutants of the parameters and conditions: each bound opened, each condition always or never true."""
from collections.abc import Iterator

from tests.mutants.mutant import Mutant, mutant

STEP_OUT = {"MinLength": -1, "MinValue": -1, "MaxLength": 1, "MaxValue": 1}


def mutants(template: dict) -> Iterator[Mutant]:
    for name, parameter in template["Parameters"].items():
        yield mutant(("Parameters", name), "dropped")
        for key, value in parameter.items():
            if key != "Description":
                yield from _of_setting(("Parameters", name, key), value)
    for name, condition in template["Conditions"].items():
        path = ("Conditions", name)
        yield mutant(path, "negated", {"Fn::Not": [condition]})
        yield mutant(path, "always", {"Fn::Equals": ["", ""]})
        yield mutant(path, "never", {"Fn::Equals": ["", "x"]})


def _of_setting(path: tuple, value) -> Iterator[Mutant]:
    key = path[-1]
    if key != "Type":
        yield mutant(path, "dropped")
    if key in STEP_OUT:
        yield mutant(path, "wider by one", value + STEP_OUT[key])
        yield mutant(path, "narrower by one", value - STEP_OUT[key])
    elif key == "AllowedValues":
        yield mutant(path, "one more", [*value, value[-1] + 1 if isinstance(value[-1], int) else ""])
        for one in value:
            yield mutant(path, f"without {one}", [other for other in value if other != one])
    elif key == "AllowedPattern":
        yield mutant(path, "anything", ".*")
        yield mutant(path, "open at the start", value.removeprefix("^"))
        yield mutant(path, "open at the end", value.removesuffix("$"))
    elif key == "Default":
        yield mutant(path, "another", value + 1 if isinstance(value, int) else f"{value}x")
    elif key == "Type":
        yield mutant(path, "another", "Number" if value == "String" else "String")
