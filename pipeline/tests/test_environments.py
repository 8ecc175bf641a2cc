"""Plan, apply and retire on the local AWS, which stores a stack policy without enforcing it and says of a hash key that a
change may replace the table. What it cannot produce is among the saved change sets of the deploy module."""
import json

import pytest

from pipeline.tests.checkout import replaced

STACK = "acme-stage-sealed-store"
KEY = {"Fn::GetAtt": ["ItemsKey", "Arn"]}
ANOTHER_KEY = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555"


def table(template: dict) -> dict:
    return template["Resources"]["ItemsTable"]["Properties"]


def test_first_deploy_makes_the_stack_and_protects_it(stage, client):
    stack = client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
    assert stack["StackStatus"].endswith("_COMPLETE")
    assert stack["EnableTerminationProtection"]
    policy = client("cloudformation").get_stack_policy(StackName=STACK)["StackPolicyBody"]
    assert {"Update:Replace", "Update:Delete"} == {
        action for statement in json.loads(policy)["Statement"] if statement["Effect"] == "Deny"
        for action in statement["Action"]}


def test_same_again_changes_nothing(stage):
    done = stage.plan("stage")
    assert done.returncode == 0
    assert f"nothing changes in {STACK}" in done.stderr
    assert stage.run("apply", "stage").returncode == 0


def test_apply_without_a_plan_does_nothing(stage):
    stage.plan("stage")
    stage.run("apply", "stage")
    done = stage.run("apply", "stage")
    assert done.returncode == 1
    assert f"nothing is planned for {STACK}: make plan ENV=stage" in done.stderr


def test_parameter_of_the_table_is_shown_with_its_values_and_applied(stage, client):
    done = stage.plan("stage", None, "--parameters", "ReadCapacity=6", "--summary", str(stage.summary))
    assert done.returncode == 0, done.stderr
    assert "ProvisionedThroughput.ReadCapacityUnits: 5 -> 6" in done.stdout
    assert "<code>ItemsTable</code> | <code>AWS::DynamoDB::Table</code> | change | never" in stage.summary.read_text()

    assert stage.run("apply", "stage").returncode == 0
    throughput = client("dynamodb").describe_table(TableName="acme-stage-items")["Table"]["ProvisionedThroughput"]
    assert int(throughput["ReadCapacityUnits"]) == 6


def test_parameter_of_the_functions_publishes_versions(stage):
    done = stage.plan("stage", None, "--parameters", "MemorySize=1024")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "MemorySize: 512 -> 1024" in done.stdout
    assert "-/+ WriterFunctionVersion" in done.stdout and "-/+ ReaderFunctionVersion" in done.stdout


def test_parameter_that_reaches_a_function_without_a_new_version_is_refused(stage):
    """As a template would have it that leaves the parameter out of the version's description."""
    template = stage.template()
    template["Parameters"]["Seconds"] = {"Type": "Number", "Default": 30}
    template["Resources"]["WriterFunction"]["Properties"]["Timeout"] = {"Ref": "Seconds"}
    for done in (stage.plan("stage", template), stage.run("apply", "stage")):
        assert done.returncode == 0, done.stdout + done.stderr

    done = stage.plan("stage", template, "--parameters", "Seconds=20")
    assert done.returncode == 2, done.stdout + done.stderr
    assert ("Refused: WriterFunction (AWS::Lambda::Function): Timeout would change and no new version be published, so "
            "that its alias keeps the old one.") in done.stdout


def test_changed_code_publishes_a_version(stage, client):
    (stage.code("WriterFunction") / "note.txt").write_text("changed")
    done = stage.plan("stage")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "+ WriterFunctionVersion" in done.stdout and "ReaderFunctionVersion" not in done.stdout

    before = client("lambda").get_alias(FunctionName="acme-stage-writer", Name="live")["FunctionVersion"]
    assert stage.run("apply", "stage").returncode == 0
    after = client("lambda").get_alias(FunctionName="acme-stage-writer", Name="live")["FunctionVersion"]
    assert int(after) == int(before) + 1


def other_hash_key(template):
    properties = table(template)
    properties["AttributeDefinitions"] = [{"AttributeName": "pk", "AttributeType": "S"}]
    properties["KeySchema"] = [{"AttributeName": "pk", "KeyType": "HASH"}]
    return template


def without_key(template):
    for name in ("ItemsKey", "ItemsKeyAlias"):
        del template["Resources"][name]
    for name in ("KeyArn", "KeyAlias"):
        del template["Outputs"][name]
    return replaced(template, KEY, ANOTHER_KEY)


def without_log_group(template):
    del template["Resources"]["WriterLogGroup"], template["Outputs"]["WriterLogGroupName"]
    del template["Resources"]["WriterFunction"]["Properties"]["LoggingConfig"]["LogGroup"]
    return replaced(template, {"Fn::GetAtt": ["WriterLogGroup", "Arn"]}, "arn:aws:logs:us-east-1:000000000000:log-group:x:*")


def without_recovery(template):
    table(template)["PointInTimeRecoverySpecification"] = {"PointInTimeRecoveryEnabled": False}
    return template


def key_for_everyone(template):
    template["Resources"]["ItemsKey"]["Properties"]["KeyPolicy"]["Statement"].append(
        {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"})
    return template


@pytest.mark.parametrize(("change", "sentence"), [
    (other_hash_key, "ItemsTable (AWS::DynamoDB::Table): may be replaced by an empty one because of KeySchema; what it "
                     "holds stays, outside of the stack."),
    (without_key, "ItemsKey (AWS::KMS::Key): would be removed from the stack; what it holds stays, outside of the stack."),
    (without_log_group, "WriterLogGroup (AWS::Logs::LogGroup): would be removed from the stack and deleted with all it "
                        "holds."),
    (without_recovery, "ItemsTable (AWS::DynamoDB::Table): point-in-time recovery would be switched off"),
    (key_for_everyone, "ItemsKey (AWS::KMS::Key): its policy would newly say: Allow kms:Decrypt to everyone on *."),
])
def test_dangerous_change_is_refused_in_one_sentence_and_not_applied(stage, client, change, sentence):
    executed = client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0].get("ChangeSetId")
    done = stage.plan("stage", change(stage.template()))
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"Refused: {sentence}" in done.stdout

    assert stage.run("apply", "stage").returncode == 2
    assert client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0].get("ChangeSetId") == executed


def test_plans_that_nobody_executes_do_not_pile_up(stage, client):
    for _ in range(2):
        assert stage.plan("stage", without_recovery(stage.template())).returncode == 2
    left = client("cloudformation").list_change_sets(StackName=STACK)["Summaries"]
    assert len([each for each in left if not each["ExecutionStatus"].startswith("EXECUTE_")]) == 1


def test_change_set_of_somebody_else_is_left_alone(stage, client):
    cloudformation = client("cloudformation")
    cloudformation.create_change_set(StackName=STACK, ChangeSetName="import", UsePreviousTemplate=True,
                                     Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"])
    assert stage.plan("stage", without_recovery(stage.template())).returncode == 2
    assert "import" in [each["ChangeSetName"] for each in cloudformation.list_change_sets(StackName=STACK)["Summaries"]]
    cloudformation.delete_change_set(StackName=STACK, ChangeSetName="import")


def test_widened_role_is_shown_as_an_added_permission(stage):
    template = stage.template()
    statements = template["Resources"]["WriterRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    statements[0]["Action"] = ["dynamodb:PutItem", "dynamodb:DeleteItem"]
    done = stage.plan("stage", template)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "+ Allow dynamodb:DeleteItem on arn:aws:dynamodb:us-east-1:000000000000:table/acme-stage-items" in done.stdout
    assert "- Allow" not in done.stdout


def test_allowed_change_is_applied_and_the_stack_policy_is_whole_again(stage, client):
    template = stage.template()
    template["Resources"]["WriterLogGroup"]["Properties"]["RetentionInDays"] = 7
    assert stage.plan("stage", template).returncode == 2
    done = stage.plan("stage", template, "--allow", "WriterLogGroup")
    assert done.returncode == 0 and "Allowed: WriterLogGroup" in done.stdout

    done = stage.run("apply", "stage", "--allow", "WriterLogGroup")
    assert done.returncode == 0, done.stdout + done.stderr
    group = client("logs").describe_log_groups(logGroupNamePrefix="/aws/lambda/acme-stage-writer")["logGroups"][0]
    assert group["retentionInDays"] == 7
    assert "NotResource" not in client("cloudformation").get_stack_policy(StackName=STACK)["StackPolicyBody"]


def test_prod_is_not_retired(checkout):
    done = checkout.run("retire", "prod", answer="acme-prod-sealed-store\n")
    assert done.returncode == 1 and "prod is not retired by a command" in done.stderr


def test_retired_environment_is_gone_with_its_data_and_the_other_is_not(stage, client):
    for done in (stage.plan("dev"), stage.run("apply", "dev")):
        assert done.returncode == 0, done.stdout + done.stderr
    cloudformation = client("cloudformation")
    key = next(resource["PhysicalResourceId"] for resource in cloudformation.list_stack_resources(
        StackName="acme-dev-sealed-store")["StackResourceSummaries"] if resource["LogicalResourceId"] == "ItemsKey")

    refused = stage.run("retire", "dev", answer="acme-stage-sealed-store\n")
    assert refused.returncode == 1 and "nothing was deleted" in refused.stderr
    assert "acme-dev-items" in client("dynamodb").list_tables()["TableNames"]

    done = stage.run("retire", "dev", answer="acme-dev-sealed-store\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert client("dynamodb").list_tables()["TableNames"] == ["acme-stage-items"]
    assert client("kms").describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "PendingDeletion"
    assert not [queue for queue in client("sqs").list_queues().get("QueueUrls", []) if "acme-dev" in queue]
    assert stage.run("retire", "dev", answer="acme-dev-sealed-store\n").returncode == 1
