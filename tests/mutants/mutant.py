"""A mutant: the template with one thing wrong."""
import copy
import functools
import operator
from collections.abc import Iterator
from dataclasses import dataclass

DROPPED = object()
ABSENT = object()


@dataclass(frozen=True)
class Mutant:
    """Edits are (path, new value) pairs; the path is made of keys and indexes."""
    name: str
    edits: tuple

    def of(self, template: dict) -> dict:
        mutated = copy.deepcopy(template)
        for (*parents, last), value in self.edits:
            parent = functools.reduce(operator.getitem, parents, mutated)
            if value is DROPPED:
                del parent[last]
            else:
                parent[last] = copy.deepcopy(value)
        return mutated


def mutant(path: tuple, what: str, value: object = DROPPED) -> Mutant:
    return Mutant(f"{'.'.join(map(str, path))}: {what}", ((path, value),))


def walk(node, path: tuple = ()) -> Iterator[tuple]:
    """(path, node) of everything below a node, itself excluded."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in items:
        yield (*path, key), child
        yield from walk(child, (*path, key))


def at(template: dict, path: tuple):
    """What is there, or ABSENT."""
    try:
        return functools.reduce(operator.getitem, path, template)
    except (KeyError, IndexError):
        return ABSENT
