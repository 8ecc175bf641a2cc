"""Hook request_id: one id for an invocation, from the caller's response header to the function's context.

MiniStack creates an id for each execution: x-amzn-RequestId has a different one, and so has each retry of an asynchronous
invocation. In Lambda they are the same id.
"""
import contextvars

from ministack import app
from ministack.services import lambda_svc

from local.emulator.hooks.patching import replace

HOOK = "request_id"
_of_invocation: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


def install() -> None:
    def serve(original):
        async def remember(method, path, headers, body, query_params, request_id):
            _of_invocation.set(request_id if path.endswith("/invocations") else "")
            return await original(method, path, headers, body, query_params, request_id)
        return remember

    def dispatch(original):
        return lambda func, config, event, request_id, started: original(
            func, config, event, _of_invocation.get() or request_id, started)

    replace(HOOK, app, "_dispatch_service_request", "method path headers body query_params request_id", serve)
    replace(HOOK, lambda_svc, "_execute_function_dispatch", "func config event request_id started", dispatch)


def of_invocation() -> str:
    """The request id of the invocation that is running; empty for one of MiniStack's own making."""
    return _of_invocation.get()
