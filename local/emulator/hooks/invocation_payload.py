"""Hook invocation_payload: gives a Java function, and the record of a failed event, the bytes that the caller sent.

MiniStack parses the payload and serializes it again, which rounds numbers of more than 17 digits, and it replaces
invalid JSON with an empty object. Lambda passes the bytes on, and refuses invalid JSON.
"""
import contextvars
import json

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

    replace(HOOK, lambda_svc, "handle_request", "method path headers body query_params", handle)


def of(event) -> bytes | None:
    """The bytes of the event that a caller sent; None for an event of MiniStack's own."""
    payload = _payload.get()
    return payload if payload and json.loads(payload) == event else None
