"""Hook request_id: one id for an invocation, from the caller's response header to the function's context.

MiniStack makes up an id for each execution, so that the one in x-amzn-RequestId is another, and each retry of an
asynchronous invocation has its own. In Lambda they are the same id.
"""
import contextvars
from uuid import uuid4

from ministack.services import lambda_svc

from hooks.patching import replace

HOOK = "request_id"
_current: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


def install() -> None:
    def invoke(original):
        async def with_id(name, event, headers, path_qualifier=None, query_params=None):
            _current.set(str(uuid4()))
            status, response_headers, body = await original(name, event, headers, path_qualifier, query_params)
            return status, {**response_headers, "x-amzn-requestid": _current.get()}, body
        return with_id

    def dispatch(original):
        return lambda func, config, event, request_id, started: original(
            func, config, event, _current.get() or request_id, started)

    replace(HOOK, lambda_svc, "_invoke", "name event headers path_qualifier query_params", invoke)
    replace(HOOK, lambda_svc, "_execute_function_dispatch", "func config event request_id started", dispatch)
