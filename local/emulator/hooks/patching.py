"""Replaces a function of MiniStack, or refuses to start if its parameters are not the expected ones."""
import inspect
from importlib.metadata import version


def replace(hook: str, owner, name: str, parameters: str, wrapper) -> None:
    """Replaces the function of this name, which must take these parameters (names, space-separated), by wrapper(original).

    owner: a module, or a dict of functions by name
    """
    functions = owner if isinstance(owner, dict) else vars(owner)
    original = functions.get(name)
    expect(hook, callable(original) and list(inspect.signature(original).parameters) == parameters.split(),
           f"{getattr(owner, '__name__', 'a table')}.{name}({', '.join(parameters.split())})")
    functions[name] = wrapper(original)


def after_provisioning(hook: str, resource_type: str, handlers: dict, apply) -> None:
    """Calls apply(physical id, properties) whenever CloudFormation has created or updated a resource of the type."""
    handler = handlers.get(resource_type, {})
    shapes = {"create": "logical_id props stack_name", "update": "physical_id old_props new_props stack_name"}
    for verb, parameters in shapes.items():
        original = handler.get(verb)
        names = list(inspect.signature(original).parameters) if callable(original) else []
        expect(hook, names[:len(parameters.split())] == parameters.split(), f"a {verb} handler of {resource_type}")
        handler[verb] = _then(original, 1 if verb == "create" else 2, apply)


def _then(original, properties_at, apply):
    def provision(*arguments, **keywords):
        result = original(*arguments, **keywords)
        apply(result[0], arguments[properties_at])
        return result

    return provision


def expect(hook: str, holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"hook {hook} does not fit MiniStack {version('ministack')}, which lacks {what}")
