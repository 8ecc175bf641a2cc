"""Invokes the deployed functions."""
import base64
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from local.launcher.aws import client, outputs
from local.launcher.instance import Instance
from tools.progress import Failure

FUNCTIONS = ("writer", "reader")
ALIAS = "live"
_PATIENCE = {"Delay": 1, "MaxAttempts": 120}  # seconds between two looks, looks
_LOG_LINES = 8
_LOG_WIDTH = 400


@dataclass(frozen=True)
class Response:
    request_id: str
    payload: bytes
    error: str  # empty, Handled or Unhandled
    log: str

    def status(self) -> int:
        return json.loads(self.payload)["statusCode"]

    def body(self) -> dict:
        """The JSON of the response's body, with exact decimal fractions."""
        response = json.loads(self.payload)
        if response.get("statusCode") != 200:
            raise Failure(f"the function answered {self.payload.decode()}")
        return json.loads(response["body"], parse_float=Decimal)


def invoke(instance: Instance, function: str, event: Path) -> Response:
    """Invokes alias live of writer or reader with the content of a file."""
    if function not in FUNCTIONS:
        raise Failure(f"no function is called {function}: there are {' and '.join(FUNCTIONS)}")
    try:
        payload = event.read_bytes()
    except OSError as error:
        raise Failure(f"cannot read the event {event}: {error.strerror}") from None
    name = outputs(instance)[f"{function.capitalize()}FunctionName"]
    lambda_client = client(instance, "lambda")
    # `sam sync --code` moves the alias before the new version has its snapshot; Lambda refuses calls until then.
    lambda_client.get_waiter("published_version_active").wait(FunctionName=name, Qualifier=ALIAS, WaiterConfig=_PATIENCE)
    answer = lambda_client.invoke(FunctionName=name, Qualifier=ALIAS, Payload=payload, LogType="Tail")
    return Response(answer["ResponseMetadata"]["RequestId"], answer["Payload"].read(), answer.get("FunctionError", ""),
                    base64.b64decode(answer.get("LogResult", "")).decode(errors="replace"))


def explain(function: str, response: Response) -> str:
    """The error that the function reported, and the end of its log."""
    try:
        report = json.loads(response.payload)
        reason = f"{report.get('errorType')}: {report.get('errorMessage')}"
    except (ValueError, AttributeError):
        reason = response.payload.decode(errors="replace")
    if "is not authorized to perform" in reason:
        reason = f"AccessDenied. {reason}"  # the error's code, which the Java SDK leaves out of its message
    lines = response.log.splitlines()[-_LOG_LINES:]
    log = "\n".join(f"  {line if len(line) <= _LOG_WIDTH else line[:_LOG_WIDTH] + ' ...'}" for line in lines)
    return f"the {function} failed: {reason}" + (f"\nThe end of its log:\n{log}" if log else "")
