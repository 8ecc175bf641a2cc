"""The table: its key, its protection, its capacity."""
from tests.template.policies import statements


def test_items_are_found_by_their_id(stack):
    table = stack["ItemsTable"]
    assert table["KeySchema"] == [{"AttributeName": "id", "KeyType": "HASH"}]
    assert table["AttributeDefinitions"] == [{"AttributeName": "id", "AttributeType": "S"}]


def test_any_second_of_the_last_35_days_can_be_restored(stack):
    assert stack["ItemsTable"]["PointInTimeRecoverySpecification"] == {
        "PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 35}


def test_the_table_cannot_be_deleted_by_a_slip(stack):
    assert stack["ItemsTable"]["DeletionProtectionEnabled"] is True


def test_expired_items_are_deleted(stack):
    assert stack["ItemsTable"]["TimeToLiveSpecification"] == {"AttributeName": "expiresAt", "Enabled": True}


def test_capacity_is_given_when_provisioned_and_only_then(stack):
    """CloudFormation refuses a throughput beside PAY_PER_REQUEST."""
    table = stack["ItemsTable"]
    expected = {
        "dev-us-east-1": ("PROVISIONED", {"ReadCapacityUnits": "5", "WriteCapacityUnits": "5"}),
        "stage-eu-central-1": ("PROVISIONED", {"ReadCapacityUnits": "7", "WriteCapacityUnits": "9"}),
        "prod-us-gov-west-1": ("PAY_PER_REQUEST", None),
        "prod-cn-north-1": ("PAY_PER_REQUEST", None),
        "stage-cn-northwest-1": ("PAY_PER_REQUEST", None),
    }
    throughput = table.get("ProvisionedThroughput")
    found = throughput and {name: str(units) for name, units in throughput.items()}
    assert (table["BillingMode"], found) == expected[str(stack.deployment)]


def test_the_table_refuses_every_request_that_is_not_tls(stack, names):
    """DynamoDB answers plain HTTP as well."""
    assert statements(stack["ItemsTable"]["ResourcePolicy"]["PolicyDocument"]) == {"TlsOnly": {
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["dynamodb:*"],
        "Resource": [names.table_arn],
        "Condition": {"Bool": {"aws:SecureTransport": ["false"]}},
    }}


def test_has_no_property_that_nobody_asked_for(stack):
    """Such as a stream or an index, which give items to others or find them by other attributes."""
    assert stack["ItemsTable"].keys() - {"ProvisionedThroughput"} == {
        "AttributeDefinitions", "BillingMode", "DeletionProtectionEnabled", "KeySchema", "PointInTimeRecoverySpecification",
        "ResourcePolicy", "SSESpecification", "TableName", "Tags", "TimeToLiveSpecification"}
