"""What a change set shows, and when it can be executed."""
import json

# --- change_set_values

def _change_set(client, name, kind, resources, **parameters):
    cloudformation = client("cloudformation")
    cloudformation.create_change_set(
        StackName="values", ChangeSetName=name, ChangeSetType=kind,
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        TemplateBody=json.dumps({"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}, "Resources": resources,
                                 "Parameters": {key: {"Type": "String"} for key in parameters}}))
    described = cloudformation.describe_change_set(StackName="values", ChangeSetName=name, IncludePropertyValues=True)
    return {change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"] for change in described["Changes"]}


def _if_never_the_parameter(value):
    """A value that refers to the parameter Name and does not change with it."""
    return {"Fn::If": ["Never", {"Ref": "Name"}, value]}


def test_change_set_says_what_properties_were_and_will_be(client):
    group = {"Type": "AWS::Logs::LogGroup", "DeletionPolicy": "Delete",
             "Properties": {"LogGroupName": "/values", "RetentionInDays": 14}}
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "values", "KmsMasterKeyId": {"Ref": "AWS::NoValue"}}}
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::GetAtt": ["Queue", "Arn"]}}}
    same = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": _if_never_the_parameter("same")}}
    absent = {"Type": "AWS::SQS::Queue", "Condition": "Never", "Properties": {"DelaySeconds": 1}}

    created = _change_set(client, "one", "CREATE", {
        "Group": group, "Queue": queue, "Topic": topic, "Absent": absent, "Same": same}, Name="one")
    assert set(created) == {"Group", "Queue", "Topic", "Same"}
    assert json.loads(created["Group"]["AfterContext"]) == {
        "Properties": {"LogGroupName": "/values", "RetentionInDays": "14"}, "DeletionPolicy": "Delete"}
    assert "BeforeContext" not in created["Group"]
    assert json.loads(created["Queue"]["AfterContext"]) == {"Properties": {"QueueName": "values"}}
    assert json.loads(created["Topic"]["AfterContext"])["Properties"]["DisplayName"] == "{{changeSet:KNOWN_AFTER_APPLY}}"

    cloudformation = client("cloudformation")
    cloudformation.execute_change_set(StackName="values", ChangeSetName="one")
    cloudformation.get_waiter("stack_create_complete").wait(StackName="values", WaiterConfig={"Delay": 1})
    changed = {**group, "Properties": {"LogGroupName": _if_never_the_parameter("/values"), "RetentionInDays": 7}}
    other = {**absent, "Properties": {"DelaySeconds": 2}}
    delayed = {**queue, "Properties": {**queue["Properties"], "DelaySeconds": 1}}
    updated = _change_set(client, "two", "UPDATE",
                          {"Group": changed, "Queue": delayed, "Topic": topic, "Absent": other, "Same": same}, Name="two")
    assert set(updated) == {"Group", "Queue", "Topic"}
    assert updated["Group"]["Replacement"] == "False" and "PolicyAction" not in updated["Group"]
    assert [detail["Target"]["Name"] for detail in updated["Group"]["Details"]] == ["RetentionInDays"]
    assert [json.loads(updated["Group"][name])["Properties"]["RetentionInDays"]
            for name in ("BeforeContext", "AfterContext")] == ["14", "7"]
    assert json.loads(updated["Topic"]["BeforeContext"])["Properties"]["DisplayName"].startswith("arn:aws:sqs:")

    same_values = {"Group": {**group, "Properties": {**changed["Properties"], "RetentionInDays": 14}}, "Topic": topic,
                   "Queue": {**queue, "Properties": {**queue["Properties"], "VisibilityTimeout": 1}}}
    assert "Group" not in _change_set(client, "three", "UPDATE", same_values, Name="three")

    renamed = {**group, "Properties": {"LogGroupName": "/renamed"}}
    replaced = _change_set(client, "four", "UPDATE", {"Group": renamed, "Queue": queue, "Topic": topic})["Group"]
    assert replaced["Replacement"] == "True"

    topic_gone = {"Group": group, "Queue": {**queue, "Condition": "Never"}}
    removed = _change_set(client, "five", "UPDATE", topic_gone)
    assert {name: change["Action"] for name, change in removed.items()} == {
        "Queue": "Remove", "Topic": "Remove", "Same": "Remove"}
    assert removed["Queue"]["PhysicalResourceId"] and removed["Queue"]["PolicyAction"] == "Delete"
    cloudformation.delete_stack(StackName="values")


# --- change_set_outputs

def test_change_set_of_outputs_only_can_be_executed_and_one_without_changes_cannot(client):
    cloudformation = client("cloudformation")

    def planned(name, outputs, kind="UPDATE"):
        queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "outputs"}}
        cloudformation.create_change_set(
            StackName="outputs", ChangeSetName=name, ChangeSetType=kind,
            TemplateBody=json.dumps({"Resources": {"Queue": queue}, "Outputs": outputs}))
        described = cloudformation.describe_change_set(StackName="outputs", ChangeSetName=name)
        return described["Status"], described["ExecutionStatus"], len(described.get("Changes", []))

    planned("one", {}, "CREATE")
    cloudformation.execute_change_set(StackName="outputs", ChangeSetName="one")
    cloudformation.get_waiter("stack_create_complete").wait(StackName="outputs", WaiterConfig={"Delay": 1})

    outputs = {"Name": {"Value": {"Fn::GetAtt": ["Queue", "QueueName"]}}}
    assert planned("two", outputs) == ("CREATE_COMPLETE", "AVAILABLE", 0)
    cloudformation.execute_change_set(StackName="outputs", ChangeSetName="two")
    cloudformation.get_waiter("stack_update_complete").wait(StackName="outputs", WaiterConfig={"Delay": 1})
    stack, = cloudformation.describe_stacks(StackName="outputs")["Stacks"]
    assert [(each["OutputKey"], each["OutputValue"]) for each in stack["Outputs"]] == [("Name", "outputs")]
    assert planned("three", outputs) == ("FAILED", "UNAVAILABLE", 0)
    cloudformation.delete_stack(StackName="outputs")
