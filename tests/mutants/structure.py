"""Mutants of any value: left out, flipped, another number, hard-coded, a wildcard."""
import re
from collections.abc import Iterator

from tests.mutants.mutant import Mutant, mutant, walk

# Text for people. (Sid names a statement for people as well.)
TEXT = {"Description", "AlarmDescription", "Sid", "comment"}
# Halves of a pair (a tag, a dimension, an attribute): without one the template is not wrong but malformed.
PAIRED = {"Key", "Value", "Name", "AttributeName", "AttributeType", "KeyType"}


def mutants(template: dict) -> Iterator[Mutant]:
    defaults = {name: parameter.get("Default") for name, parameter in template["Parameters"].items()}
    for section in ("Globals", "Resources", "Outputs"):
        for path, node in walk(template[section], (section,)):
            if not TEXT & set(path):
                yield from _of_node(path, node, defaults)


def _of_node(path: tuple, node, defaults: dict) -> Iterator[Mutant]:
    inside_intrinsic = _inside_intrinsic(path)
    if not inside_intrinsic and path[-1] not in PAIRED:
        yield mutant(path, "dropped")
    if isinstance(node, bool):
        yield mutant(path, "flipped", not node)
    elif isinstance(node, int):
        yield mutant(path, "one more", node + 1)
    elif node in ("true", "false"):
        yield mutant(path, "flipped", "false" if node == "true" else "true")
    elif isinstance(node, str) and not inside_intrinsic:
        yield mutant(path, "another value", f"{node}x")
    elif isinstance(node, dict) and len(node) == 1:
        yield from _of_intrinsic(path, *next(iter(node.items())), defaults)


def _inside_intrinsic(path: tuple) -> bool:
    """Whether it is an argument of an intrinsic function. What is below a branch of Fn::If is none."""
    for index, step in enumerate(path):
        below_a_branch = step == "Fn::If" and len(path) > index + 2
        if isinstance(step, str) and (step == "Ref" or step.startswith("Fn::")) and not below_a_branch:
            return True
    return False


def _of_intrinsic(path: tuple, name: str, argument, defaults: dict) -> Iterator[Mutant]:
    if name == "Ref" and argument in defaults:
        yield mutant(path, "hard-coded", defaults[argument])
    elif name == "Fn::Sub":
        text, *variables = argument if isinstance(argument, list) else [argument]

        def substituting(changed: str) -> dict:
            return {name: [changed, *variables] if variables else changed}

        for variable in sorted(set(re.findall(r"\$\{([^}]+)\}", text))):
            placeholder = f"${{{variable}}}"
            yield mutant(path, f"any {variable}", substituting(text.replace(placeholder, "*")))
            fixed = {"AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::AccountId": "111122223333",
                     "AWS::URLSuffix": "amazonaws.com", **defaults}.get(variable)
            if fixed:
                yield mutant(path, f"fixed {variable}", substituting(text.replace(placeholder, str(fixed))))
    elif name == "Fn::If":
        yield mutant(path, "always as if true", argument[1])
        yield mutant(path, "always as if false", argument[2])
