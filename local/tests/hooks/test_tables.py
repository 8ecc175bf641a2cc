"""Properties of a table that CloudFormation creates: hook table_properties (the days of recovery: point_in_time)."""
import json


def test_table_has_its_key_recovery_and_time_to_live(client):
    key = client("cloudformation").describe_stack_resource(StackName="probe", LogicalResourceId="Key")
    table = client("dynamodb").describe_table(TableName="probe")["Table"]
    backups = client("dynamodb").describe_continuous_backups(TableName="probe")["ContinuousBackupsDescription"]
    expiry = client("dynamodb").describe_time_to_live(TableName="probe")["TimeToLiveDescription"]
    recovery = backups["PointInTimeRecoveryDescription"]
    assert table["SSEDescription"]["Status"] == "ENABLED"
    assert table["SSEDescription"]["KMSMasterKeyArn"].endswith(key["StackResourceDetail"]["PhysicalResourceId"])
    assert (recovery["PointInTimeRecoveryStatus"], recovery["RecoveryPeriodInDays"]) == ("ENABLED", 7)
    assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"}


def test_table_has_its_capacity_in_numbers(client):
    throughput = client("dynamodb").describe_table(TableName="probe")["Table"]["ProvisionedThroughput"]
    assert (throughput["ReadCapacityUnits"], throughput["WriteCapacityUnits"]) == (3, 4)


def test_table_has_its_policy(client):
    dynamodb = client("dynamodb")
    arn = dynamodb.describe_table(TableName="probe")["Table"]["TableArn"]
    policy = json.loads(dynamodb.get_resource_policy(ResourceArn=arn)["Policy"])
    assert [(each["Sid"], each["Resource"]) for each in policy["Statement"]] == [("TlsOnly", arn)]
