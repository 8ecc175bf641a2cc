"""Tables restored from a point in time or a backup: hooks point_in_time and restored_tables."""
import pytest
from botocore.exceptions import ClientError


def _scanned(dynamodb, table):
    return {item["id"]["S"]: item.get("n", {}).get("N") for item in dynamodb.scan(TableName=table)["Items"]}


def test_table_is_restored_as_it_was_at_a_time_with_its_key_and_says_from_what(client):
    dynamodb = client("dynamodb")
    probe = dynamodb.describe_table(TableName="probe")["Table"]
    for number, name in enumerate(["kept", "changed", "removed"]):
        dynamodb.put_item(TableName="probe", Item={"id": {"S": name}, "n": {"N": str(number)}})
    recovery = dynamodb.describe_continuous_backups(TableName="probe")["ContinuousBackupsDescription"]
    moment = recovery["PointInTimeRecoveryDescription"]["LatestRestorableDateTime"]
    dynamodb.put_item(TableName="probe", Item={"id": {"S": "changed"}, "n": {"N": "7"}})
    dynamodb.delete_item(TableName="probe", Key={"id": {"S": "removed"}})
    dynamodb.put_item(TableName="probe", Item={"id": {"S": "later"}})

    dynamodb.restore_table_to_point_in_time(
        SourceTableName="probe", TargetTableName="probe-restored", RestoreDateTime=moment)

    assert _scanned(dynamodb, "probe-restored") == {"kept": "0", "changed": "1", "removed": "2"}
    assert _scanned(dynamodb, "probe") == {"kept": "0", "changed": "7", "later": None}
    restored = dynamodb.describe_table(TableName="probe-restored")["Table"]
    assert restored["SSEDescription"]["KMSMasterKeyArn"] == probe["SSEDescription"]["KMSMasterKeyArn"]
    assert restored["RestoreSummary"]["SourceTableArn"] == probe["TableArn"]
    assert restored["RestoreSummary"]["RestoreDateTime"] == moment
    dynamodb.delete_table(TableName="probe-restored")


def test_deleted_table_with_recovery_leaves_a_system_backup_that_can_be_restored(client):
    dynamodb = client("dynamodb")
    dynamodb.put_item(TableName="probe", Item={"id": {"S": "saved"}, "n": {"N": "3"}})
    dynamodb.restore_table_to_point_in_time(
        SourceTableName="probe", TargetTableName="probe-lost", UseLatestRestorableTime=True)
    dynamodb.update_continuous_backups(
        TableName="probe-lost", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})
    lost = _scanned(dynamodb, "probe-lost")
    dynamodb.delete_table(TableName="probe-lost")

    assert dynamodb.list_backups(TableName="probe-lost")["BackupSummaries"] == []
    for kind in "ALL", "SYSTEM":
        backup, = dynamodb.list_backups(TableName="probe-lost", BackupType=kind)["BackupSummaries"]
        assert (backup["BackupType"], backup["BackupName"]) == ("SYSTEM", "probe-lost$DeletedTableBackup")
    dynamodb.restore_table_from_backup(BackupArn=backup["BackupArn"], TargetTableName="probe-lost")
    assert _scanned(dynamodb, "probe-lost") == lost
    assert lost["saved"] == "3"
    dynamodb.delete_table(TableName="probe-lost")
    assert len(dynamodb.list_backups(TableName="probe-lost", BackupType="ALL")["BackupSummaries"]) == 1


@pytest.mark.parametrize("moment", [1, 99_999_999_999])
def test_restore_to_a_time_out_of_reach_is_refused(client, moment):
    with pytest.raises(ClientError) as refused:
        client("dynamodb").restore_table_to_point_in_time(
            SourceTableName="probe", TargetTableName="probe-restored", RestoreDateTime=moment)
    assert refused.value.response["Error"]["Code"] == "InvalidRestoreTimeException"


def test_table_restored_from_a_backup_has_the_key_and_neither_recovery_nor_the_policy_of_an_earlier_table(client):
    dynamodb = client("dynamodb")
    probe = dynamodb.describe_table(TableName="probe")["Table"]
    backup = dynamodb.create_backup(TableName="probe", BackupName="probe")["BackupDetails"]["BackupArn"]
    arn = None
    for _ in range(2):
        table = dynamodb.restore_table_from_backup(BackupArn=backup, TargetTableName="probe-copy")["TableDescription"]
        arn = table["TableArn"]
        assert table["SSEDescription"]["KMSMasterKeyArn"] == probe["SSEDescription"]["KMSMasterKeyArn"]
        assert table["RestoreSummary"]["SourceTableArn"] == probe["TableArn"]
        with pytest.raises(ClientError) as missing:
            dynamodb.get_resource_policy(ResourceArn=arn)
        assert missing.value.response["Error"]["Code"] == "PolicyNotFoundException"
        dynamodb.put_resource_policy(ResourceArn=arn, Policy='{"Statement": []}')
        for enabled in (True, False):
            dynamodb.update_continuous_backups(
                TableName="probe-copy", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": enabled})
        with pytest.raises(ClientError) as unavailable:
            dynamodb.restore_table_to_point_in_time(
                SourceTableName="probe-copy", TargetTableName="x-y-z", UseLatestRestorableTime=True)
        assert unavailable.value.response["Error"]["Code"] == "PointInTimeRecoveryUnavailableException"
        dynamodb.delete_table(TableName="probe-copy")


def test_table_is_restored_without_the_key_where_that_is_asked_for(client):
    dynamodb = client("dynamodb")
    dynamodb.restore_table_to_point_in_time(SourceTableName="probe", TargetTableName="probe-plain",
                                            UseLatestRestorableTime=True, SSESpecificationOverride={"Enabled": False})
    assert dynamodb.describe_table(TableName="probe-plain")["Table"]["SSEDescription"]["Status"] == "DISABLED"
    dynamodb.delete_table(TableName="probe-plain")
