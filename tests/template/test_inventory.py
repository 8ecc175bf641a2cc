"""The resources, their names and their tags."""
import re

RESOURCES = {
    "ItemsKey": "AWS::KMS::Key",
    "ItemsKeyAlias": "AWS::KMS::Alias",
    "ItemsTable": "AWS::DynamoDB::Table",
    "WriterFunction": "AWS::Lambda::Function",
    "WriterFunctionVersion": "AWS::Lambda::Version",
    "WriterFunctionAliaslive": "AWS::Lambda::Alias",
    "WriterFunctionEventInvokeConfig": "AWS::Lambda::EventInvokeConfig",
    "WriterRole": "AWS::IAM::Role",
    "WriterLogGroup": "AWS::Logs::LogGroup",
    "WriterFailureQueue": "AWS::SQS::Queue",
    "WriterFailureQueuePolicy": "AWS::SQS::QueuePolicy",
    "ReaderFunction": "AWS::Lambda::Function",
    "ReaderFunctionVersion": "AWS::Lambda::Version",
    "ReaderFunctionAliaslive": "AWS::Lambda::Alias",
    "ReaderRole": "AWS::IAM::Role",
    "ReaderLogGroup": "AWS::Logs::LogGroup",
    "Dashboard": "AWS::CloudWatch::Dashboard",
}
WITH_A_TOPIC = {
    "ItemsKeyRule": "AWS::Events::Rule",
    "ItemsTableRule": "AWS::Events::Rule",
    "LogGroupsRule": "AWS::Events::Rule",
    "WriterFailureQueueRule": "AWS::Events::Rule",
    "RulesDeadLetterQueue": "AWS::SQS::Queue",
    "RulesDeadLetterQueuePolicy": "AWS::SQS::QueuePolicy",
}
# Each with a list and a test of its own.
LISTED_ELSEWHERE = {"AWS::CloudWatch::Alarm", "AWS::Logs::MetricFilter"}

# CloudFormation offers no tags for these types.
UNTAGGABLE = {"AWS::KMS::Alias", "AWS::Lambda::Alias", "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Version",
              "AWS::Logs::MetricFilter", "AWS::SQS::QueuePolicy"}


def test_the_stack_has_these_resources_and_no_other(stack):
    """An unexpected resource (a function URL, a permission, a policy) can give access by accident."""
    found = {re.sub(r"(Version)[0-9a-f]{10}$", r"\1", logical_id): resource["Type"]
             for logical_id, resource in stack.resources.items() if resource["Type"] not in LISTED_ELSEWHERE}
    assert found == RESOURCES | (WITH_A_TOPIC if stack.parameters["AlarmTopicArn"] else {})


def test_every_name_is_made_of_company_and_environment(stack, names):
    expected = {
        ("ItemsKeyAlias", "AliasName"): names.key_alias,
        ("ItemsTable", "TableName"): names.table,
        ("WriterFunction", "FunctionName"): names.function("writer"),
        ("WriterRole", "RoleName"): names.role("writer"),
        ("WriterLogGroup", "LogGroupName"): names.log_group("writer"),
        ("WriterFailureQueue", "QueueName"): names.queue,
        ("ReaderFunction", "FunctionName"): names.function("reader"),
        ("ReaderRole", "RoleName"): names.role("reader"),
        ("ReaderLogGroup", "LogGroupName"): names.log_group("reader"),
    }
    if stack.parameters["AlarmTopicArn"]:
        expected["RulesDeadLetterQueue", "QueueName"] = names.dead_letters
    assert {place: stack[place[0]][place[1]] for place in expected} == expected


def test_every_taggable_resource_has_the_four_tags(stack, names):
    tags = {logical_id: {tag["Key"]: tag["Value"] for tag in resource["Properties"]["Tags"]}
            for logical_id, resource in stack.resources.items() if resource["Type"] not in UNTAGGABLE}
    by_sam = {"lambda:createdBy": "SAM"}
    assert tags == {logical_id: names.tags | (by_sam if logical_id.endswith("Function") else {})
                    for logical_id in tags}


def test_role_names_fit_iam_with_the_longest_company(template, stack):
    """IAM's limit is 64 characters. One of the deployments has the longest environment and region."""
    longer = template["Parameters"]["Company"]["MaxLength"] - len(stack.deployment.company)
    assert all(len(role["RoleName"]) + longer <= 64 for role in stack.of_type("AWS::IAM::Role").values())
