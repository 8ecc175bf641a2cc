"""Hook change_set_outputs: a change set that changes outputs only can be executed.

MiniStack answers FAILED, as for a change set without any change. In AWS it is CREATE_COMPLETE and AVAILABLE, and has no
Changes (aws-cdk, pull request 2029).
"""
import copy

from ministack.services.cloudformation import changesets, engine, handlers

from local.emulator.hooks.patching import replace

HOOK = "change_set_outputs"
_EMPTY = "The submitted information didn't contain changes. Submit different information to create a change set."


def install() -> None:
    replace(HOOK, handlers._ACTION_HANDLERS, "CreateChangeSet", "params", _executable)


def _executable(original):
    def create(params):
        response = original(params)
        stack_name = changesets._p(params, "StackName")
        _, change_set = changesets._find_change_set(changesets._p(params, "ChangeSetName"), stack_name)
        if change_set and change_set["StatusReason"] == _EMPTY:
            stack = handlers._resolve_stack(stack_name)
            before = _outputs(stack, stack["_template"], stack["_resolved_params"])
            if before != _outputs(stack, change_set["_template"], change_set["_resolved_params"]):
                change_set.update(Status="CREATE_COMPLETE", ExecutionStatus="AVAILABLE", StatusReason="")
        return response
    return create


def _outputs(stack: dict, template: dict, parameters: dict) -> dict:
    return engine._resolve_refs(
        copy.deepcopy(template.get("Outputs", {})), stack["_resources"], parameters,
        engine._evaluate_conditions(template, parameters), template.get("Mappings", {}), stack["StackName"],
        stack["StackId"])
