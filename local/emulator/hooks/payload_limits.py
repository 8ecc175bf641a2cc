"""Hook payload_limits: Lambda's limits on an event and on a Java function's answer ("Lambda quotas", invocation payload).

MiniStack has none. Lambda refuses a larger event, and fails an invocation whose answer is larger.
"""
from ministack.core.responses import error_response_json
from ministack.services import lambda_svc

from local.emulator.hooks.patching import replace

HOOK = "payload_limits"
_MAX_EVENT_BYTES = {"RequestResponse": 6 * 1024 * 1024, "Event": 1024 * 1024}
MAX_ANSWER_BYTES = 6 * 1024 * 1024 + 100


def install() -> None:
    def handle(original):
        async def handle_request(method, path, headers, body, query_params):
            limit = _MAX_EVENT_BYTES.get(headers.get("x-amz-invocation-type") or "RequestResponse", len(body))
            if method == "POST" and path.rstrip("/").endswith("/invocations") and len(body) > limit:
                return error_response_json("RequestEntityTooLargeException",
                                           f"Request must be smaller than {limit} bytes for the InvokeFunction operation", 413)
            return await original(method, path, headers, body, query_params)
        return handle_request

    replace(HOOK, lambda_svc, "handle_request", "method path headers body query_params", handle)


def within(outcome: dict, answer_bytes: int) -> dict:
    """The outcome of an invocation, or its failure if the answer is over the limit."""
    if outcome["status"] != "ok" or answer_bytes <= MAX_ANSWER_BYTES:
        return outcome
    message = f"Response payload size exceeded maximum allowed payload size ({MAX_ANSWER_BYTES} bytes)."
    return {**outcome, "status": "error", "result": None, "error": message,
            "error_payload": {"errorType": "Function.ResponseSizeTooLarge", "errorMessage": message}}
