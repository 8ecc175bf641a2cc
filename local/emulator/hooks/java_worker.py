"""One execution environment of a Java function: a JVM that takes one event at a time from the Lambda Runtime API."""
import json
import queue
import time
from datetime import datetime, timezone
from uuid import uuid4

from ministack.core import lambda_runtime

from local.emulator.hooks import invocation_payload, log_delivery, payload_limits


class JavaWorker(lambda_runtime.ProvidedWorker):
    LOG_STREAM = "_LogStream"  # key of the environment's log stream in its copy of the function's configuration
    SNAPSHOT_INIT_SECONDS = 130  # the init phase of a version with SnapStart ("Lambda execution environment lifecycle")

    def __init__(self, func_name: str, config: dict, code_zip: bytes):
        stream = f"{datetime.now(timezone.utc):%Y/%m/%d}/[{config.get('Version', '$LATEST')}]{uuid4().hex}"
        super().__init__(func_name, {**config, self.LOG_STREAM: stream}, code_zip)
        self._payload = None
        self._answer_bytes = 0

    @staticmethod
    def has_snapshot(config: dict) -> bool:
        """Lambda takes a snapshot of a published version after its init phase, and restores later environments from it."""
        return (config.get("SnapStart") or {}).get("OptimizationStatus") == "On" and config.get("Version") != "$LATEST"

    def _spawn(self, init_timeout=None):
        if init_timeout is None and self.has_snapshot(self.config):
            init_timeout = self.SNAPSHOT_INIT_SECONDS
        super()._spawn(init_timeout)

    def invoke(self, event, request_id, **context):
        started = time.monotonic()
        self._payload = invocation_payload.of(event)
        try:
            outcome = payload_limits.within(super().invoke(event, request_id, **context), self._answer_bytes)
        except RuntimeError as failure:
            outcome = self._failed_init(failure, request_id)
        log_delivery.deliver(log_delivery.Invocation(
            self.config, self.config[self.LOG_STREAM], request_id, outcome["log"], outcome["status"] == "ok",
            (time.monotonic() - started) * 1000))
        return outcome

    def _failed_init(self, failure: RuntimeError, request_id: str) -> dict:
        """Lambda answers with the error that the runtime reported before it ended, or with the exit status."""
        reported = self._init_error
        if isinstance(failure, lambda_runtime.ProvidedInitTimeout):
            seconds = f"{self.config['Timeout']}.00 seconds"
            reported = {"errorType": "Sandbox.Timedout",
                        "errorMessage": f"RequestId: {request_id} Error: Task timed out after {seconds}"}
        elif not isinstance(reported, dict):
            reported = {"errorType": getattr(failure, "error_type", "Runtime.ExitError"),
                        "errorMessage": f"RequestId: {request_id} Error: {failure}"}
        return {"status": "error", "error": reported.get("errorMessage"), "error_payload": reported, "cold_start": True,
                "log": self._drain_stderr()}

    def _init_log_suffix(self) -> str:
        return ""  # the log goes to the log group, not into the error message

    def _build_handler_class(self, generation, pending):
        worker = self

        class RuntimeApi(super()._build_handler_class(generation, pending)):
            def _read_body(self):
                body = super()._read_body()
                worker._answer_bytes = len(body)
                return body

            def do_GET(self):
                if self.path.endswith("/runtime/restore/next"):
                    # Asked under SnapStart between the checkpoint and restore hooks: there is no snapshot to wait for.
                    self._respond(200)
                elif self.path.endswith("/runtime/invocation/next"):
                    self._next()
                else:
                    self._respond(404)

            def _next(self):
                """Like MiniStack's, but with the bytes that the caller sent."""
                if not worker._mark_first_poll(generation):
                    return self._stopped()
                while not worker._stopping and generation == worker._generation:
                    try:
                        request_id, event, deadline_ms, trace_id, function_arn = pending.get(timeout=0.1)
                    except queue.Empty:
                        continue
                    body = worker._payload or json.dumps(event).encode()
                    self.send_response(200)
                    self.send_header("Lambda-Runtime-Aws-Request-Id", request_id)
                    self.send_header("Lambda-Runtime-Deadline-Ms", str(deadline_ms))
                    self.send_header("Lambda-Runtime-Invoked-Function-Arn", function_arn)
                    if trace_id:
                        self.send_header("Lambda-Runtime-Trace-Id", trace_id)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                    return None
                return self._stopped()

        return RuntimeApi
