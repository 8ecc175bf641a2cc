"""Hook async_invoke: applies the asynchronous settings of an alias or a version, and stops a function's versions with it.

MiniStack looks for the EventInvokeConfig on the version that runs, and an alias has its own: MiniStack would ignore the
retries and the on-failure destination of AWS::Lambda::EventInvokeConfig. In the same way it ignores the reserved
concurrency, which a function has for all its versions; and it retries an event of a function whose concurrency is 0, which
Lambda sends to the destination at once ("Configuring reserved concurrency for a function").
"""
from ministack.services import lambda_svc

from local.emulator.hooks.patching import replace

HOOK = "async_invoke"


def install() -> None:
    def invoke(original):
        def with_settings(func, event):
            settings = _with_settings_of_qualifier(func)
            if is_stopped(_name(func)):
                settings = {**settings, "event_invoke_config": {**settings.get("event_invoke_config", {}),
                                                                "MaximumRetryAttempts": 0}}
            return original(settings, event)
        return with_settings

    def reserve(original):
        def of_the_function(func, config):
            return original(lambda_svc._functions.get(config.get("FunctionName")) or func, config)
        return of_the_function

    replace(HOOK, lambda_svc, "_reserved_concurrency", "func config", reserve)
    replace(HOOK, lambda_svc, "invoke_async_with_retry", "func event", invoke)


def is_stopped(name: str) -> bool:
    """Whether a function's reserved concurrency is 0."""
    return (lambda_svc._functions.get(name) or {}).get("concurrency") == 0


def _name(func: dict) -> str:
    return (func.get("config") or func).get("FunctionName", "")


def _with_settings_of_qualifier(func: dict) -> dict:
    # arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]
    _, _, *qualifier = str((func.get("config") or func).get("FunctionArn", "")).split(":")[5:] or ("", "")
    stored = (lambda_svc._functions.get(_name(func)) or {}).get("event_invoke_configs") or {}
    settings = stored.get(qualifier[0] if qualifier else "$LATEST")
    return {**func, "event_invoke_config": settings} if settings else func
