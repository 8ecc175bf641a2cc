"""What a deleted, replaced or rolled back stack leaves behind."""
import re

from tests.template.policies import as_list

KEPT = ("RetainExceptOnCreate", "Retain")
DELETED = ("Delete", "Delete")

POLICIES = {
    "ItemsKey": KEPT,
    "ItemsTable": KEPT,
    "WriterFailureQueue": KEPT,
    "WriterLogGroup": DELETED,
    "ReaderLogGroup": DELETED,
    "RulesDeadLetterQueue": DELETED,
    # The version before stays, so that an alias can go back to it. SAM passes the function's policy to all that it
    # creates for it, and gives the version its DeletionPolicy.
    "WriterFunction": (None, "Retain"),
    "WriterFunctionVersion": ("Retain", "Retain"),
    "WriterFunctionAliaslive": (None, "Retain"),
    "WriterFunctionEventInvokeConfig": (None, "Retain"),
    "ReaderFunction": (None, "Retain"),
    "ReaderFunctionVersion": ("Retain", "Retain"),
    "ReaderFunctionAliaslive": (None, "Retain"),
}


def test_data_and_its_key_outlive_the_stack_and_nothing_else_does(stack):
    """RetainExceptOnCreate: a first deployment that fails leaves nothing that blocks the second one."""
    found = {re.sub(r"(Version)[0-9a-f]{10}$", r"\1", logical_id):
             (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy"))
             for logical_id, resource in stack.resources.items()
             if resource.keys() & {"DeletionPolicy", "UpdateReplacePolicy"}}
    assert found == {logical_id: kept for logical_id, kept in POLICIES.items()
                     if stack.conditions["HasAlarmTopic"] or logical_id != "RulesDeadLetterQueue"}


def test_the_table_is_made_after_everything_else(stack):
    """A protected table survives the rollback of a failed first deployment, so everything that can fail comes before it.

    Add a new resource that no other resource references to the table's DependsOn.
    """
    before = _needed_by("ItemsTable", stack.translated["Resources"])
    assert set(stack.translated["Resources"]) - before == {"ItemsTable"}


def test_what_a_resource_waits_for_exists(stack):
    resources = stack.translated["Resources"]
    for logical_id, resource in resources.items():
        assert set(as_list(resource.get("DependsOn", []))) <= resources.keys(), logical_id


def test_no_resource_needs_itself(stack):
    resources = stack.translated["Resources"]
    assert [logical_id for logical_id in resources if logical_id in _needed_by(logical_id, resources)] == []


def _needed_by(logical_id: str, resources: dict) -> set[str]:
    """Every resource that CloudFormation creates before this one."""
    found, waiting = set(), [logical_id]
    while waiting:
        for needed in _references(resources[waiting.pop()], resources):
            if needed not in found:
                found.add(needed)
                waiting.append(needed)
    return found


def _references(node, resources: dict) -> set[str]:
    if isinstance(node, list):
        return set().union(*(_references(item, resources) for item in node))
    if not isinstance(node, dict):
        return set()
    named = set()
    for key, value in node.items():
        if key == "Ref":
            named.add(value)
        elif key == "Fn::GetAtt":
            named.add(value[0] if isinstance(value, list) else value.split(".")[0])
        elif key == "Fn::Sub":
            named |= set(re.findall(r"\$\{([A-Za-z0-9]+)", value if isinstance(value, str) else value[0]))
        elif key == "DependsOn":
            named |= set(as_list(value))
        named |= _references(value, resources)
    return named & resources.keys()
