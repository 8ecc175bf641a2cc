"""Hook log_delivery: writes a Java function's log with its role, in the format of its configuration.

MiniStack writes log events itself: without the role's permissions, into a group that it creates if there is none,
always as text, and into a new stream for each invocation. Lambda uses the execution role, writes to the group of
LoggingConfig, which stays missing if the role may not create it, as text or JSON, and into one stream for each
execution environment.

MiniStack allows a role these calls if a policy names the group's ARN. AWS requires the stream's ARN, which the usual
`<log group ARN>:*` covers.
"""
import functools
import json
import logging
import os
import time
from dataclasses import dataclass
from datetime import datetime, timezone

import botocore.config
import botocore.exceptions
import botocore.session
from ministack.core import iam_actions, lambda_runtime
from ministack.services import lambda_svc

from local.emulator.hooks.patching import replace
from local.emulator.hooks.runtimes import is_java

HOOK = "log_delivery"
_CREDENTIALS = ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN")
logger = logging.getLogger(__name__)
_streams: set[tuple[str, str]] = set()


@dataclass(frozen=True)
class Invocation:
    config: dict
    log_stream: str
    request_id: str
    output: str
    succeeded: bool
    duration_ms: float


def install() -> None:
    def emit(original):
        def emit_unless_java(func, request_id, log_text, error, duration_ms, *, log_source=None):
            if not is_java(func):
                original(func, request_id, log_text, error, duration_ms, log_source=log_source)
        return emit_unless_java

    def resource_arn(original):
        def of_request(service, method, path, headers, body, *rest):
            arn = original(service, method, path, headers, body, *rest)
            action = headers.get("x-amz-target", "").rpartition(".")[2] if service == "logs" else ""
            if action == "CreateLogStream":
                return f"{arn}:log-stream:"
            return f"{arn}:log-stream:{json.loads(body)['logStreamName']}" if action == "PutLogEvents" else arn
        return of_request

    replace(HOOK, iam_actions, "extract_resource_arn",
            "service method path headers body query_params region account_id", resource_arn)
    replace(HOOK, lambda_svc, "_emit_lambda_logs", "func request_id log_text error duration_ms log_source", emit)


def deliver(invocation: Invocation) -> None:
    """Sends the lines of an invocation. As in Lambda, an error here does not fail the invocation."""
    settings = invocation.config.get("LoggingConfig") or {}
    group = settings.get("LogGroup") or f"/aws/lambda/{invocation.config['FunctionName']}"
    lines = _json_lines if settings.get("LogFormat") == "JSON" else _text_lines
    now = int(time.time() * 1000)
    events = [{"timestamp": now, "message": line} for line in lines(invocation) if line]
    try:
        _send(_client(invocation.config), group, invocation.log_stream, events)
    except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError) as error:
        logger.warning("log of %s lost: %s", invocation.config["FunctionName"], error)


def _send(client, group: str, stream: str, events: list[dict]) -> None:
    if (group, stream) not in _streams:
        client.create_log_stream(logGroupName=group, logStreamName=stream)
        _streams.add((group, stream))
    if events:
        client.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)


def _client(config: dict):
    credentials = lambda_runtime.execution_credentials(config)
    region = lambda_svc._account_region_from_function_config(config)[1]
    return _client_of(region, *(credentials[f"AWS_{name}"] for name in _CREDENTIALS))


@functools.lru_cache
def _client_of(region: str, access_key: str, secret_key: str, token: str):
    return botocore.session.Session().create_client(
        "logs", region, endpoint_url=os.environ["AWS_ENDPOINT_URL"], aws_access_key_id=access_key,
        aws_secret_access_key=secret_key, aws_session_token=token,
        config=botocore.config.Config(retries={"total_max_attempts": 1}))


def _text_lines(invocation: Invocation) -> list[str]:
    memory = invocation.config["MemorySize"]
    return [f"START RequestId: {invocation.request_id} Version: {invocation.config['Version']}",
            *invocation.output.splitlines(),
            f"END RequestId: {invocation.request_id}",
            f"REPORT RequestId: {invocation.request_id}\tDuration: {invocation.duration_ms:.2f} ms\t"
            f"Billed Duration: {invocation.duration_ms:.0f} ms\tMemory Size: {memory} MB"]


def _json_lines(invocation: Invocation) -> list[str]:
    def platform(kind: str, **record) -> str:
        return json.dumps({"time": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                           "type": f"platform.{kind}", "record": {"requestId": invocation.request_id, **record}})

    return [platform("start", version=invocation.config["Version"]), *invocation.output.splitlines(),
            platform("report", status="success" if invocation.succeeded else "error",
                     metrics={"durationMs": round(invocation.duration_ms, 3),
                              "billedDurationMs": round(invocation.duration_ms),
                              "memorySizeMB": invocation.config["MemorySize"]})]
