"""Hook point_in_time: the history of a table with point-in-time recovery.

MiniStack keeps no history: it restores what the table has now, and lacks RecoveryPeriodInDays. Here every write to such a
table is kept for hook restored_tables, and DescribeContinuousBackups says since when and for how many days. Unlike AWS,
the latest time is now, not five minutes ago.
"""
import copy
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field

from ministack.services import dynamodb

from local.emulator.hooks.patching import expect, replace

HOOK = "point_in_time"
_DEFAULT_DAYS = 35


@dataclass
class History:
    base: dict
    began: float = field(default_factory=time.time)
    days: int = _DEFAULT_DAYS
    writes: list = field(default_factory=list)  # (time, partition key, sort key, item or None)

    def at(self, moment: float) -> dict:
        items = defaultdict(dict, {key: dict(sorted_items) for key, sorted_items in self.base.items()})
        for written, partition, sort, item in self.writes:
            if written > moment:
                break
            if item is None:
                items[partition].pop(sort, None)
            else:
                items[partition][sort] = item
        return defaultdict(dict, {key: value for key, value in copy.deepcopy(items).items() if value})


_histories: dict[str, History] = {}  # by TableId, which no later table has


def install() -> None:
    expect(HOOK, hasattr(dynamodb, "_tables"), "dynamodb._tables")
    replace(HOOK, dynamodb, "_set_item", "table pk_val sk_val item", _keep_write)
    replace(HOOK, dynamodb, "_remove_item", "table pk_val sk_val", _keep_removal)
    replace(HOOK, dynamodb, "_update_continuous_backups", "data", _begin_or_end)
    replace(HOOK, dynamodb, "_describe_continuous_backups", "data", _report)


def history(table: dict) -> History | None:
    """The history of a table with point-in-time recovery, otherwise None."""
    return _histories.get(table.get("TableId"))


def _keep_write(original):
    def set_item(table, partition, sort, item):
        _write(table, partition, sort, copy.deepcopy(item))
        return original(table, partition, sort, item)
    return set_item


def _keep_removal(original):
    def remove_item(table, partition, sort):
        _write(table, partition, sort, None)
        return original(table, partition, sort)
    return remove_item


def _write(table, partition, sort, item) -> None:
    kept = history(table)
    if kept:
        kept.writes.append((time.time(), partition, sort, item))


def _begin_or_end(original):
    def update(data):
        response = original(data)
        if response[0] == 200:
            table = dynamodb._tables[_name(data)]
            specification = data.get("PointInTimeRecoverySpecification", {})
            if specification.get("PointInTimeRecoveryEnabled"):
                kept = _histories.setdefault(table["TableId"], History(copy.deepcopy(dict(table["items"]))))
                kept.days = int(specification.get("RecoveryPeriodInDays", _DEFAULT_DAYS))
            else:
                _histories.pop(table["TableId"], None)
        return response
    return update


def _report(original):
    def describe(data):
        status, headers, body = original(data)
        if status == 200:
            description = json.loads(body)
            recovery = description["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
            kept = history(dynamodb._tables[_name(data)])
            if kept:
                recovery.update(RecoveryPeriodInDays=kept.days, EarliestRestorableDateTime=kept.began,
                                LatestRestorableDateTime=time.time())
            body = json.dumps(description).encode()
        return status, headers, body
    return describe


def _name(data):
    return dynamodb._normalize_table_name(data.get("TableName"))
