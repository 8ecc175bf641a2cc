"""All mutants of a template."""
from tests.mutants import accidents, bounds, permissions, structure
from tests.mutants.mutant import Mutant, at


def mutants_of(template: dict) -> list[Mutant]:
    """In an order that depends only on the template, without duplicates and without those that change nothing."""
    found = {}
    for operators in (permissions, accidents, bounds, structure):
        for mutant in sorted(operators.mutants(template), key=lambda each: each.name):
            if any(value != at(template, path) for path, value in mutant.edits):
                found.setdefault(repr(mutant.edits), mutant)
    return list(found.values())
