"""Hook point_in_time: point-in-time recovery restores what the table had at the time that is asked for.

MiniStack restores what the table has now, at any time asked for, into a table without the key; it does not say from
what a table was restored, and gives a deleted table's resource policy to the next table of its name. Here every write to
a table with point-in-time recovery is kept, and DescribeContinuousBackups says since when. Unlike AWS, the latest time is
now, not five minutes ago.
"""
import copy
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field

from ministack.services import dynamodb

from local.emulator.hooks.patching import expect, replace

HOOK = "point_in_time"


@dataclass
class _History:
    base: dict
    began: float = field(default_factory=time.time)
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


_histories: dict[str, _History] = {}  # by TableId


def install() -> None:
    for name in ("_tables", "_resource_policies", "_backups", "_items_replaced", "_sse_description_from_spec"):
        expect(HOOK, hasattr(dynamodb, name), f"dynamodb.{name}")
    replace(HOOK, dynamodb, "_set_item", "table pk_val sk_val item", _keep_write)
    replace(HOOK, dynamodb, "_remove_item", "table pk_val sk_val", _keep_removal)
    replace(HOOK, dynamodb, "_update_continuous_backups", "data", _begin_or_end)
    replace(HOOK, dynamodb, "_describe_continuous_backups", "data", _report_times)
    replace(HOOK, dynamodb, "_delete_table", "data", _forget)
    replace(HOOK, dynamodb, "_table_description", "name", _report_source)
    replace(HOOK, dynamodb, "_restore_table_to_point_in_time", "data", _restore_to_point_in_time)
    replace(HOOK, dynamodb, "_restore_table_from_backup", "data", _restore_from_backup)


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
    history = _histories.get(table.get("TableId"))
    if history:
        history.writes.append((time.time(), partition, sort, item))


def _begin_or_end(original):
    def update(data):
        response = original(data)
        if response[0] == 200:
            table = dynamodb._tables[_name(data)]
            if data.get("PointInTimeRecoverySpecification", {}).get("PointInTimeRecoveryEnabled"):
                _histories.setdefault(table["TableId"], _History(copy.deepcopy(dict(table["items"]))))
            else:
                _histories.pop(table["TableId"], None)
        return response
    return update


def _report_times(original):
    def describe(data):
        status, headers, body = original(data)
        if status == 200:
            description = json.loads(body)
            recovery = description["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
            history = _histories.get(dynamodb._tables[_name(data)]["TableId"])
            if history:
                recovery.update(EarliestRestorableDateTime=history.began, LatestRestorableDateTime=time.time())
            body = json.dumps(description).encode()
        return status, headers, body
    return describe


def _forget(original):
    def delete(data):
        table = dynamodb._tables.get(_name(data)) or {}
        response = original(data)
        if response[0] == 200:
            _histories.pop(table["TableId"], None)
            dynamodb._resource_policies.pop(table["TableArn"], None)
        return response
    return delete


def _report_source(original):
    def description(name):
        summary = dynamodb._tables[name].get("RestoreSummary")
        return {**original(name), **({"RestoreSummary": summary} if summary else {})}
    return description


def _restore_to_point_in_time(original):
    def restore(data):
        source = dynamodb._tables.get(data.get("SourceTableName"))
        history = _histories.get(source["TableId"]) if source else None
        if source and not history:
            return _refused("PointInTimeRecoveryUnavailableException",
                            f"Point in time recovery is not enabled for table '{source['TableName']}'")
        now = time.time()
        moment = now if data.get("UseLatestRestorableTime") else float(data.get("RestoreDateTime") or now)
        if history and not history.began <= moment <= now:
            return _refused("InvalidRestoreTimeException", "An invalid restore time was specified")
        response = original(data)
        if response[0] != 200:
            return response
        target = dynamodb._tables[data["TargetTableName"]]
        target["items"] = history.at(moment)
        return _restored(target, data, source.get("SSEDescription"), {"SourceTableArn": source["TableArn"],
                                                                      "RestoreDateTime": moment})
    return restore


def _restore_from_backup(original):
    def restore(data):
        response = original(data)
        if response[0] != 200:
            return response
        backup = dynamodb._backups[data["BackupArn"]]
        return _restored(dynamodb._tables[data["TargetTableName"]], data,
                         backup["SourceTableFeatureDetails"].get("SSEDescription"), {
                             "SourceBackupArn": data["BackupArn"],
                             "SourceTableArn": backup["SourceTableDetails"]["TableArn"],
                             "RestoreDateTime": backup["BackupDetails"]["BackupCreationDateTime"]})
    return restore


def _restored(table, data, encryption, summary):
    dynamodb._items_replaced(table)
    override = data.get("SSESpecificationOverride")
    table["SSEDescription"] = dynamodb._sse_description_from_spec(override) if override else encryption
    table["RestoreSummary"] = {**summary, "RestoreInProgress": False}
    return dynamodb.json_response({"TableDescription": dynamodb._table_description(table["TableName"])})


def _refused(code, message):
    return dynamodb.error_response_json(code, message, 400)


def _name(data):
    return dynamodb._normalize_table_name(data.get("TableName"))
