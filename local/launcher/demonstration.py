"""What `make run` shows once the stack is deployed: an item written by one function and read by the other."""
import json
from decimal import Decimal
from pathlib import Path

from boto3.dynamodb.types import TypeDeserializer

from launcher import project, report
from launcher.aws import client, outputs
from launcher.instance import Instance
from launcher.invocation import explain, invoke
from progress import Failure, step

_EVENTS = project.ROOT / "events"


def demonstrate(instance: Instance) -> None:
    """Raises a Failure unless the item read, and the item in the table, are the item written."""
    with step("invoking the writer"):
        written = _body(instance, "writer", _EVENTS / "write.json").get("written")
    if not isinstance(written, dict):
        raise Failure("the writer's response has no item in `written`")
    with step("invoking the reader"):
        read = _body(instance, "reader", _EVENTS / "read.json")
    stored = _stored(instance, written["id"])
    print(f"item written     {_line(written)}")
    print(f"item read        {_line(read)}")
    print(f"item in table    {_line(stored)}\n", flush=True)
    if read != written or stored != written:
        raise Failure("the item read is not the item written")
    print(report.of_stack(instance), flush=True)


def _body(instance: Instance, function: str, event: Path) -> dict:
    response = invoke(instance, function, event)
    if response.error:
        raise Failure(explain(function, response))
    return response.body()


def _stored(instance: Instance, item_id: str) -> dict | None:
    answer = client(instance, "dynamodb").get_item(
        TableName=outputs(instance)["TableName"], Key={"id": {"S": item_id}}, ConsistentRead=True)
    return {name: TypeDeserializer().deserialize(value) for name, value in answer.get("Item", {}).items()}


def _line(item: dict) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False, default=_shown)


def _shown(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
