"""Hook condition_join: conditions may compare a joined list, as in AWS.

MiniStack's conditions do not know Fn::Join: a comparison with it is false, whatever the list holds, so a condition that
asks whether a list parameter is empty would be wrong.
"""
from ministack.services.cloudformation import changesets, engine, handlers, stacks

from local.emulator.hooks.patching import replace

HOOK = "condition_join"


def install() -> None:
    def evaluate(original):
        def with_joins(template, params):
            return original({**template, "Conditions": _joined(template.get("Conditions", {}), params)}, params)
        return with_joins

    for module in (changesets, engine, handlers, stacks):
        replace(HOOK, module, "_evaluate_conditions", "template params", evaluate)


def _joined(value, params: dict):
    """The value with each Fn::Join of a list parameter replaced by its text."""
    if isinstance(value, list):
        return [_joined(each, params) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"Fn::Join"}:
        delimiter, items = value["Fn::Join"]
        items = params[items["Ref"]]["Value"] if isinstance(items, dict) else items
        return delimiter.join(items.split(",") if isinstance(items, str) else items)
    return {name: _joined(each, params) for name, each in value.items()}
