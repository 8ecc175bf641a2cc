"""Hook restored_tables: a restored table has the items of its time or backup and the key, and reports its source.

MiniStack restores what the table has now, at any time asked for, into a table without the key; it does not say from what
a table was restored, makes no backup of a deleted table that has point-in-time recovery, lists backups of every type, and
gives a deleted table's resource policy to the next table of its name.
"""
import json
import time

from ministack.services import dynamodb

from local.emulator.hooks import point_in_time
from local.emulator.hooks.patching import expect, replace

HOOK = "restored_tables"


def install() -> None:
    for name in ("_tables", "_resource_policies", "_backups", "_items_replaced", "_sse_description_from_spec"):
        expect(HOOK, hasattr(dynamodb, name), f"dynamodb.{name}")
    expect(HOOK, hasattr(dynamodb, "_create_backup"), "dynamodb._create_backup")
    replace(HOOK, dynamodb, "_delete_table", "data", _delete)
    replace(HOOK, dynamodb, "_list_backups", "data", _list_of_type)
    replace(HOOK, dynamodb, "_table_description", "name", _report_source)
    replace(HOOK, dynamodb, "_restore_table_to_point_in_time", "data", _restore_to_point_in_time)
    replace(HOOK, dynamodb, "_restore_table_from_backup", "data", _restore_from_backup)


def _delete(original):
    def delete(data):
        name = dynamodb._normalize_table_name(data.get("TableName"))
        table = dynamodb._tables.get(name) or {}
        backup = None
        if point_in_time.history(table):
            answer = dynamodb._create_backup({"TableName": name, "BackupName": f"{name}$DeletedTableBackup"})
            backup = json.loads(answer[2])["BackupDetails"]["BackupArn"]
            dynamodb._backups[backup]["BackupDetails"]["BackupType"] = "SYSTEM"
        response = original(data)
        if response[0] == 200:
            dynamodb._resource_policies.pop(table["TableArn"], None)
        elif backup:
            del dynamodb._backups[backup]
        return response
    return delete


def _list_of_type(original):
    def backups(data):
        status, headers, body = original(data)
        asked = data.get("BackupType", "USER")
        if status == 200 and asked != "ALL":
            answer = json.loads(body)
            answer["BackupSummaries"] = [each for each in answer["BackupSummaries"] if each["BackupType"] == asked]
            body = json.dumps(answer).encode()
        return status, headers, body
    return backups


def _report_source(original):
    def description(name):
        summary = dynamodb._tables[name].get("RestoreSummary")
        return {**original(name), **({"RestoreSummary": summary} if summary else {})}
    return description


def _restore_to_point_in_time(original):
    def restore(data):
        source = dynamodb._tables.get(data.get("SourceTableName"))
        kept = point_in_time.history(source) if source else None
        if source and not kept:
            return _refused("PointInTimeRecoveryUnavailableException",
                            f"Point in time recovery is not enabled for table '{source['TableName']}'")
        now = time.time()
        moment = now if data.get("UseLatestRestorableTime") else float(data.get("RestoreDateTime") or now)
        if kept and not kept.began <= moment <= now:
            return _refused("InvalidRestoreTimeException", "An invalid restore time was specified")
        response = original(data)
        if response[0] != 200:
            return response
        target = dynamodb._tables[data["TargetTableName"]]
        target["items"] = kept.at(moment)
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
