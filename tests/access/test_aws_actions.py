import pytest

from tests.access.aws_actions import (
    OTHER_NAMES,
    SERVICES,
    actions,
    acts_on,
    documented,
    operations,
)

# The reference has no action for these; each counts as an action of its own name, on every resource of its service.
WITHOUT_ACTION = {
    "dynamodb": {"CancelBulkOperation", "DescribeBulkOperation", "ListBulkOperations", "StartBulkPutItems"},
    "iam": {"AcquireRole", "UpdateDelegationRequest"},
    "kms": {"Decapsulate", "Encapsulate"},
    "logs": {"GetLogObject"},
    "ssm": {"DeregisterDefaultHostManagementConfiguration", "RegisterDefaultHostManagementConfiguration"},
}


# S3 is left out: half of its actions are named after permissions instead of operations ("Required permissions for
# Amazon S3 API operations"), and no principal of the stack may do any of them.
@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"s3"}))
def test_every_operation_of_the_sdk_is_authorised_by_a_known_action(service):
    other = OTHER_NAMES.get(service, {})
    unnamed = {name for name in operations(service) if name.lower() not in documented(service)}
    assert unnamed - set(other) == WITHOUT_ACTION.get(service, set())


@pytest.mark.parametrize("service", sorted(OTHER_NAMES))
def test_operations_with_another_name_lead_to_actions_that_exist(service):
    assert set(OTHER_NAMES[service]) <= operations(service)
    assert {action.lower() for names in OTHER_NAMES[service].values() for action in names} <= documented(service)


def test_the_actions_that_matter_are_there():
    assert {"dynamodb:putitem", "dynamodb:partiqlselect", "dynamodb:batchgetitem"} <= actions("dynamodb")
    assert {"kms:reencryptfrom", "kms:creategrant"} <= actions("kms")
    assert "lambda:invokefunction" in actions("lambda")
    assert acts_on("dynamodb:putitem", "table") and not acts_on("dynamodb:putitem", "backup")
    assert acts_on("xray:puttracesegments", "any") and not acts_on("xray:puttracesegments", "group")
    assert acts_on("dynamodb:startbulkputitems", "table")
