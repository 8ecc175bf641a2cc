"""Hook change_set_values: a change set has each property before and after, and says which change replaces a resource.

MiniStack accepts IncludePropertyValues and omits the values. For types whose replacing properties it does not know, it
reports every change as a possible replacement. It lists resources that their condition excludes, and omits those that
a condition adds or removes; it lists properties that refer to a changed parameter and keep their value. As in AWS,
scalars are strings here, and values that are known only after the execution are {{changeSet:KNOWN_AFTER_APPLY}}: the
name of a new or replaced resource, and every attribute of one that changes.
"""
import copy
import json
from xml.sax.saxutils import escape

from ministack.services.cloudformation import changesets, engine, handlers, stacks

from local.emulator.hooks.patching import expect, replace

HOOK = "change_set_values"
_KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}"
_ATTRIBUTES = ("DeletionPolicy", "UpdateReplacePolicy")
_END = "</ResourceChange></member>"
# createOnlyProperties of the CloudFormation registry's schemas.
_CREATE_ONLY = {
    "AWS::CloudWatch::Alarm": ("AlarmName",),
    "AWS::KMS::Alias": ("AliasName",),
    "AWS::KMS::Key": (),
    "AWS::Lambda::Alias": ("Name", "FunctionName"),
    "AWS::Lambda::EventInvokeConfig": ("FunctionName", "Qualifier"),
    "AWS::Lambda::Version": ("FunctionName", "Description", "CodeSha256", "ProvisionedConcurrencyConfig", "RuntimePolicy"),
    "AWS::Logs::LogGroup": ("LogGroupName",),
    "AWS::Logs::MetricFilter": ("FilterName", "LogGroupName"),
    "AWS::SQS::QueuePolicy": (),
}


class _Unknown(dict):
    """Attributes that are not known yet."""

    def __contains__(self, _name):
        return True

    def __missing__(self, _name):
        return _KNOWN_AFTER_APPLY


def install() -> None:
    replace(HOOK, handlers._ACTION_HANDLERS, "CreateChangeSet", "params", _keep_values)
    replace(HOOK, handlers._ACTION_HANDLERS, "DescribeChangeSet", "params", _show_values)
    replace(HOOK, stacks, "_property_recreation", "resource_type name", _recreation)


def _recreation(original):
    def recreation(resource_type, name):
        if resource_type in _CREATE_ONLY:
            return "Always" if name in _CREATE_ONLY[resource_type] else "Never"
        return original(resource_type, name)
    return recreation


def _keep_values(original):
    def create(params):
        stack = _stack(params)
        before = _contexts(stack, stack.get("_template"), stack.get("_resolved_params"), {}) if stack else {}
        response = original(params)
        _, change_set = changesets._find_change_set(changesets._p(params, "ChangeSetName"),
                                                    changesets._p(params, "StackName"))
        if change_set:
            stack = stack or _stack(params)
            change_set["Changes"] = _that_happen(stack, change_set)
            after = _contexts(stack, change_set["_template"], change_set["_resolved_params"],
                              _unknown(stack, change_set["Changes"]))
            change_set["Changes"] = [change for change in change_set["Changes"]
                                     if _changes_a_value(change["ResourceChange"], before, after)]
            change_set["_values"] = {"BeforeContext": before, "AfterContext": after}
        return response
    return create


def _show_values(original):
    def describe(params):
        status, headers, body = original(params)
        _, change_set = changesets._find_change_set(changesets._p(params, "ChangeSetName"),
                                                    changesets._p(params, "StackName"))
        if status != 200 or changesets._p(params, "IncludePropertyValues", "false").lower() != "true":
            return status, headers, body
        text = body.decode() if isinstance(body, bytes) else body
        changes = text.split(_END)
        expect(HOOK, len(changes) == len(change_set["Changes"]) + 1, f"{_END} after each change")
        for position, change in enumerate(change_set["Changes"]):
            changes[position] += _elements(change["ResourceChange"], change_set["_values"])
        text = _END.join(changes)
        return status, headers, text.encode() if isinstance(body, bytes) else text
    return describe


def _elements(change: dict, values: dict) -> str:
    wanted = {"Add": ["AfterContext"], "Modify": ["BeforeContext", "AfterContext"], "Remove": ["BeforeContext"]}
    return "".join(f"<{name}>{escape(json.dumps(values[name][change['LogicalResourceId']]))}</{name}>"
                   for name in wanted.get(change["Action"], []))


def _stack(params) -> dict:
    return handlers._resolve_stack(changesets._p(params, "StackName")) or {}


def _that_happen(stack: dict, change_set: dict) -> list:
    """The changes, with those of conditions, and without resources that neither exist nor will exist."""
    conditions = engine._evaluate_conditions(change_set["_template"], change_set["_resolved_params"])
    declared = change_set["_template"].get("Resources", {})
    changes = {change["ResourceChange"]["LogicalResourceId"]: change for change in change_set["Changes"]}
    existing = stack.get("_resources", {})
    happen = []
    for logical_id in sorted({*changes, *declared}):
        definition = declared.get(logical_id)
        before = logical_id in existing
        after = definition is not None and conditions.get(definition.get("Condition"), True)
        change = changes.get(logical_id, {"ResourceChange": {"LogicalResourceId": logical_id, "Details": []}})
        resource = change["ResourceChange"]
        if definition and before != after:
            resource.update(ResourceType=definition["Type"], Action="Add" if after else "Remove")
            if before:
                resource.update(stacks._policy_action(definition, "DeletionPolicy"),
                                PhysicalResourceId=existing[logical_id]["PhysicalResourceId"])
        elif logical_id not in changes:
            continue
        if before or after:
            happen.append(change)
    return happen


def _changes_a_value(change: dict, before: dict, after: dict) -> bool:
    """Whether something is left of a change without the properties that keep their values."""
    if change["Action"] != "Modify":
        return True
    old, new = (contexts[change["LogicalResourceId"]]["Properties"] for contexts in (before, after))
    change["Details"] = [detail for detail in change["Details"] if detail["Target"]["Attribute"] != "Properties"
                         or old.get(detail["Target"]["Name"]) != new.get(detail["Target"]["Name"])]
    if all(detail["Target"]["RequiresRecreation"] == "Never" for detail in change["Details"]):
        change["Replacement"] = "False"
        change.pop("PolicyAction", None)
    return bool(change["Details"])


def _unknown(stack: dict, changes: list) -> dict:
    """The resources after the change set, as far as that is known."""
    known = stack.get("_resources", {})
    unknown = {}
    for change in (change["ResourceChange"] for change in changes):
        logical_id = change["LogicalResourceId"]
        replaced = change["Action"] != "Modify" or change.get("Replacement") == "True"
        unknown[logical_id] = {
            **known.get(logical_id, {}),
            "PhysicalResourceId": _KNOWN_AFTER_APPLY if replaced else known[logical_id]["PhysicalResourceId"],
            "Attributes": _Unknown(),
        }
    return unknown


def _contexts(stack: dict, template, parameters, unknown: dict) -> dict:
    """By logical id: the resource with its values, as AWS shows it in a context."""
    if not template:
        return {}
    resources = {**stack.get("_resources", {}), **unknown}
    conditions = engine._evaluate_conditions(template, parameters)
    contexts = {}
    for logical_id, definition in template.get("Resources", {}).items():
        properties = engine._resolve_refs(
            copy.deepcopy(definition.get("Properties") or {}), resources, parameters, conditions,
            template.get("Mappings", {}), stack["StackName"], stack["StackId"])
        contexts[logical_id] = {
            "Properties": _as_text(properties),
            **{name: definition[name] for name in _ATTRIBUTES if name in definition},
        }
    return contexts


def _as_text(value):
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return _KNOWN_AFTER_APPLY if _KNOWN_AFTER_APPLY in text else text
