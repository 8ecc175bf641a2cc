"""The stack's own key encrypts everything at rest."""
import pytest

ENCRYPTED = [
    ("ItemsTable", "SSESpecification", "KMSMasterKeyId"),
    ("WriterFunction", "KmsKeyArn"),
    ("WriterFunction", "Code", "SourceKMSKeyArn"),
    ("WriterLogGroup", "KmsKeyId"),
    ("WriterFailureQueue", "KmsMasterKeyId"),
    ("ReaderFunction", "KmsKeyArn"),
    ("ReaderFunction", "Code", "SourceKMSKeyArn"),
    ("ReaderLogGroup", "KmsKeyId"),
]


@pytest.mark.parametrize("place", ENCRYPTED, ids=".".join)
def test_is_encrypted_with_the_key_by_its_arn(stack, names, place):
    logical_id, *path = place
    value = stack[logical_id]
    for step in path:
        value = value[step]
    assert value == names.key_arn


# Reports about the key must be readable without the key; they contain no item data.
WITHOUT_THE_KEY = {"RulesDeadLetterQueue"}


def test_nothing_that_keeps_data_was_forgotten(stack):
    """A new log group, queue, topic or function must be added to ENCRYPTED."""
    keeps_data = stack.of_type("AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::Logs::LogGroup",
                               "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::S3::Bucket")
    assert set(keeps_data) - WITHOUT_THE_KEY == {logical_id for logical_id, *_ in ENCRYPTED}


def test_the_table_uses_a_customer_key_and_not_the_one_of_dynamodb(stack):
    specification = stack["ItemsTable"]["SSESpecification"]
    assert (specification["SSEEnabled"], specification["SSEType"]) == (True, "KMS")


def test_the_queue_asks_for_a_new_data_key_every_five_minutes(stack):
    """A revoked permission takes effect after this time at the latest: SQS's own default, kept on purpose."""
    assert stack["WriterFailureQueue"]["KmsDataKeyReusePeriodSeconds"] == 300


def test_the_key_rotates_every_year(stack):
    """Every 365 days is what KMS does when no period is given."""
    assert stack["ItemsKey"]["EnableKeyRotation"] is True
    assert "RotationPeriodInDays" not in stack["ItemsKey"]


def test_the_key_has_no_property_that_nobody_asked_for(stack):
    """Such as another origin or purpose, a copy in another region, a policy that may lock its administrators out."""
    assert stack["ItemsKey"].keys() == {"Description", "EnableKeyRotation", "KeyPolicy", "PendingWindowInDays", "Tags"}


def test_a_deleted_key_can_be_saved_for_thirty_days(stack):
    assert stack["ItemsKey"]["PendingWindowInDays"] == 30


def test_the_alias_names_the_key(stack):
    assert stack["ItemsKeyAlias"]["TargetKeyId"] == "id-of-ItemsKey"
