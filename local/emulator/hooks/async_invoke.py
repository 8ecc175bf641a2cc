"""Hook async_invoke: applies the asynchronous settings of an alias or a version.

MiniStack looks for the EventInvokeConfig on the version that runs, and an alias has its own: MiniStack would ignore the
retries and the on-failure destination of AWS::Lambda::EventInvokeConfig.
"""
from ministack.services import lambda_svc

from local.emulator.hooks.patching import replace

HOOK = "async_invoke"


def install() -> None:
    def invoke(original):
        def with_settings(func, event):
            return original(_with_settings_of_qualifier(func), event)
        return with_settings

    replace(HOOK, lambda_svc, "invoke_async_with_retry", "func event", invoke)


def _with_settings_of_qualifier(func: dict) -> dict:
    # arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]
    _, name, *qualifier = str((func.get("config") or func).get("FunctionArn", "")).split(":")[5:] or ("", "")
    stored = (lambda_svc._functions.get(name) or {}).get("event_invoke_configs") or {}
    settings = stored.get(qualifier[0] if qualifier else "$LATEST")
    return {**func, "event_invoke_config": settings} if settings else func
