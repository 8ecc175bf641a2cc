"""Hook invocation_payload: gives a Java function, and the record of a failed event, the bytes that the caller sent.

MiniStack parses the payload and serializes it again, which rounds numbers of more than 17 digits, and it replaces
invalid JSON with an empty object. Lambda passes the bytes on, and refuses invalid JSON.
"""
import contextvars
import json
import types
from uuid import uuid4

from ministack.core.responses import error_response_json
from ministack.services import lambda_svc

from local.emulator.hooks.patching import replace

HOOK = "invocation_payload"
_payload: contextvars.ContextVar[bytes] = contextvars.ContextVar("payload", default=b"")


def install() -> None:
    def handle(original):
        async def handle_request(method, path, headers, body, query_params):
            if method == "POST" and path.rstrip("/").endswith("/invocations"):
                try:
                    json.loads(body or b"{}")
                except ValueError as error:
                    return error_response_json("InvalidRequestContentException",
                                               f"Could not parse request body into json: {error}", 400)
                _payload.set(body)
            return await original(method, path, headers, body, query_params)
        return handle_request

    def route_failure(original):
        def with_payload(target_arn, func_name, event, result):
            payload = of(event)
            original(target_arn, func_name, event if payload is None else _Payload(payload.decode()), result)
        return with_payload

    replace(HOOK, lambda_svc, "handle_request", "method path headers body query_params", handle)
    replace(HOOK, lambda_svc, "_route_async_failure", "target_arn func_name event result", route_failure)
    lambda_svc.json = types.SimpleNamespace(**{**vars(json), "dumps": _dumps})


class _Payload(str):
    """JSON that stands in other JSON as it is."""


def _dumps(value, **options) -> str:
    payload = value.get("requestPayload") if isinstance(value, dict) else None
    if not isinstance(payload, _Payload):
        return json.dumps(value, **options)
    place = str(uuid4())
    return json.dumps({**value, "requestPayload": place}, **options).replace(f'"{place}"', payload)


def of(event) -> bytes | None:
    """The bytes of the event that a caller sent; None for an event of MiniStack's own."""
    payload = _payload.get()
    return payload if payload and json.loads(payload) == event else None
