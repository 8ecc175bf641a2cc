"""Formats a line of a function's log for a terminal."""
import json
from dataclasses import dataclass
from datetime import datetime

from tools.terminal import styled

_DURATIONS = {"initDurationMs": "init", "restoreDurationMs": "restore", "durationMs": "call"}
_STYLES = {"WARN": "yellow", "ERROR": "red"}


@dataclass(frozen=True)
class CallLine:
    """The function's own line for a call (docs/reference/logs.md)."""
    time: datetime
    level: str
    outcome: str
    request_id: str
    facts: tuple[str, ...]


def call_line(text: str) -> CallLine | None:
    """The line, or None if it is not such a line."""
    fields = _json(text)
    if "outcome" not in fields:
        return None
    return CallLine(_time(fields["timestamp"]), fields["level"], fields["outcome"], fields["requestId"], tuple(_facts(fields)))


def readable(function: str, text: str) -> str | None:
    """One line for the terminal; None for a line without more information than another one."""
    call = call_line(text)
    if call:
        outcome = styled(f"{call.outcome:<14}", "bold")
        facts = ", ".join(call.facts)
        return f"{_clock(call.time)}  {function}  {_level(call.level)}  {outcome}  {call.request_id}  {facts}".rstrip()
    record = _json(text)
    if record.keys() == {"timestamp", "level", "message"}:  # of what came before the snapshot
        return f"{_clock(_time(record['timestamp']))}  {function}  {_level(record['level'])}  {record['message']}"
    kind = record.get("type", "")
    if kind == "platform.report":
        metrics = record["record"]["metrics"]
        took = ", ".join(f"{name} {metrics[field]:.0f} ms" for field, name in _DURATIONS.items() if field in metrics)
        text = f"{'Lambda:':<21}  {record['record']['requestId']}  {took}"
        return f"{_clock(_time(record['time']))}  {function}  {styled(text, 'dim')}"
    if kind.startswith("platform.") or text.startswith("Picked up JAVA_TOOL_OPTIONS"):
        return None
    return f"{' ' * 12}  {function}  {text}"


def _facts(fields: dict):
    if "start" in fields:
        yield "restored" if fields["start"] == "restore" else "cold start"
    if "dynamoDbMs" in fields:
        yield f"DynamoDB {fields['dynamoDbMs']:.0f} ms"
    if fields.get("attempts", 1) > 1:
        yield f"{fields['attempts']} tries"
    if "bytes" in fields:
        yield f"{fields['bytes']:,} bytes"


def _json(text: str) -> dict:
    try:
        parsed = json.loads(text)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _level(name: str) -> str:
    return styled(f"{name:<5}", _STYLES[name]) if name in _STYLES else f"{name:<5}"


def _clock(moment: datetime) -> str:
    return styled(moment.astimezone().strftime("%H:%M:%S.%f")[:-3], "dim")
