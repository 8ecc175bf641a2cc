"""What `make run` shows once the stack is deployed: an item written by one function and read by the other."""
import json
import time
from decimal import Decimal
from pathlib import Path

from boto3.dynamodb.types import TypeDeserializer

from local.launcher import project, report
from local.launcher.aws import client, outputs
from local.launcher.instance import Instance
from local.launcher.invocation import explain, invoke
from local.launcher.log_line import call_line
from tools.progress import Failure, step
from tools.terminal import table

_EVENTS = project.ROOT / "events"


def demonstrate(instance: Instance) -> None:
    """Raises a Failure unless the item read and the item in the table equal the item written."""
    calls = []
    written = _call(instance, "writer", _EVENTS / "write.json", calls).get("written")
    if not isinstance(written, dict):
        raise Failure("the writer's response has no item in `written`")
    read = _call(instance, "reader", _EVENTS / "read.json", calls)
    stored = _stored(instance, written["id"])
    print(f"item written   {_line(written)}")
    print(f"item read      {_line(read)}")
    print(f"item in table  {_line(stored)}\n", flush=True)
    if read != written or stored != written:
        raise Failure("the item read is not the item written")
    print(table(["call", "event", "answer", "took", "as the function logged it"], calls) + "\n")
    print(report.of_stack(instance), flush=True)


def _call(instance: Instance, function: str, event: Path, calls: list[list[str]]) -> dict:
    """Invokes, adds a row about it, and returns the answer's body."""
    with step(f"invoking the {function}"):
        began = time.monotonic()
        response = invoke(instance, function, event)
        took = time.monotonic() - began
    if response.error:
        raise Failure(explain(function, response))
    logged = next(filter(None, map(call_line, response.log.splitlines())), None)
    calls.append([function, str(event.relative_to(project.ROOT)), str(response.status()), f"{took * 1000:.0f} ms",
                  ", ".join([logged.outcome, *logged.facts]) if logged else "no line"])
    return response.body()


def _stored(instance: Instance, item_id: str) -> dict | None:
    answer = client(instance, "dynamodb").get_item(
        TableName=outputs(instance)["TableName"], Key={"id": {"S": item_id}}, ConsistentRead=True)
    return {name: TypeDeserializer().deserialize(value) for name, value in answer.get("Item", {}).items()}


def _line(item: dict) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False, default=_shown)


def _shown(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
