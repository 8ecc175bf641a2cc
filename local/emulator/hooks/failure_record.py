"""Hook failure_record: an event that has failed reaches its queue in a record like Lambda's.

MiniStack's record has neither request id nor time, and its numbers are those of the event as doubles ("Capturing records
of Lambda asynchronous invocations").
"""
import json
from datetime import datetime, timezone

from ministack.services import lambda_svc, sqs

from local.emulator.hooks import async_invoke, invocation_payload, request_id
from local.emulator.hooks.patching import expect, replace

HOOK = "failure_record"


def install() -> None:
    def route(original):
        def send(target_arn, func_name, event, result):
            if sqs._queue_by_arn(target_arn) is None:
                return original(target_arn, func_name, event, result)
            return sqs._act_send_message({"MessageBody": _record(func_name, event, result)}, target_arn.split(":")[-1])
        return send

    expect(HOOK, hasattr(sqs, "_queue_by_arn") and hasattr(sqs, "_act_send_message"), "sqs._act_send_message")
    replace(HOOK, lambda_svc, "_route_async_failure", "target_arn func_name event result", route)


def _record(name: str, event, result: dict) -> str:
    payload, stopped = invocation_payload.of(event), bool(result.get("throttle")) and async_invoke.is_stopped(name)
    before = {
        "version": "1.0",
        "timestamp": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "requestContext": {
            "requestId": request_id.of_invocation(),
            "functionArn": lambda_svc._functions[name]["config"]["FunctionArn"],
            "condition": "ZeroReservedConcurrency" if stopped else "RetriesExhausted",
            "approximateInvokeCount": 0 if stopped else 3,
        },
    }
    after = {} if stopped else {
        "responseContext": {"statusCode": 200, "functionError": result.get("function_error") or "Unhandled"},
        "responsePayload": result.get("body"),
    }
    event_text = payload.decode() if payload else json.dumps(event)
    return f'{json.dumps(before)[:-1]}, "requestPayload": {event_text}{", " if after else ""}{json.dumps(after)[1:]}'
