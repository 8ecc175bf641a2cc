"""The local AWS answers in the types of AWS's service model: every call that describes a resource of template.yaml."""
import collections
import json

import botocore.session
import pytest

from local.launcher import instance
from local.tests import shapes
from local.tests.conftest import clients_of
from tests.template.stack import Deployment, load, translate

_STACK = "acme-dev-sealed-store"
_TOPIC = "arn:aws:sns:us-east-1:000000000000:operators"
_ARN = "arn:aws:%s:us-east-1:000000000000:%s"
# By resource type: the calls that describe one, with its physical id for {id}.
CALLS = {
    "AWS::CloudWatch::Alarm": [("cloudwatch", "DescribeAlarms", {"AlarmNames": ["{id}"]}),
                               ("cloudwatch", "DescribeAlarmHistory", {"AlarmName": "{id}"}),
                               ("cloudwatch", "ListTagsForResource", {"ResourceARN": _ARN % ("cloudwatch", "alarm:{id}")}),
                               ("cloudwatch", "ListMetrics", {})],
    "AWS::CloudWatch::Dashboard": [("cloudwatch", "GetDashboard", {"DashboardName": "{id}"}),
                                   ("cloudwatch", "ListDashboards", {})],
    "AWS::DynamoDB::Table": [("dynamodb", "DescribeTable", {"TableName": "{id}"}),
                             ("dynamodb", "DescribeContinuousBackups", {"TableName": "{id}"}),
                             ("dynamodb", "DescribeTimeToLive", {"TableName": "{id}"}),
                             ("dynamodb", "ListTagsOfResource", {"ResourceArn": _ARN % ("dynamodb", "table/{id}")}),
                             ("dynamodb", "ListTables", {})],
    "AWS::Events::Rule": [("events", "DescribeRule", {"Name": "{id}"}), ("events", "ListTargetsByRule", {"Rule": "{id}"}),
                          ("events", "ListTagsForResource", {"ResourceARN": _ARN % ("events", "rule/{id}")}),
                          ("events", "ListRules", {})],
    "AWS::IAM::Role": [("iam", "GetRole", {"RoleName": "{id}"}), ("iam", "ListRolePolicies", {"RoleName": "{id}"}),
                       ("iam", "ListAttachedRolePolicies", {"RoleName": "{id}"}), ("iam", "ListRoleTags", {"RoleName": "{id}"}),
                       ("iam", "ListRoles", {})],
    "AWS::KMS::Alias": [("kms", "ListAliases", {}), ("kms", "DescribeKey", {"KeyId": "{id}"})],
    "AWS::KMS::Key": [("kms", "DescribeKey", {"KeyId": "{id}"}), ("kms", "GetKeyRotationStatus", {"KeyId": "{id}"}),
                      ("kms", "GetKeyPolicy", {"KeyId": "{id}", "PolicyName": "default"}),
                      ("kms", "ListKeyPolicies", {"KeyId": "{id}"}), ("kms", "ListGrants", {"KeyId": "{id}"}),
                      ("kms", "ListResourceTags", {"KeyId": "{id}"}), ("kms", "ListKeys", {})],
    "AWS::Lambda::Alias": [("lambda", "GetAlias", {"FunctionName": "acme-dev-writer", "Name": "live"}),
                           ("lambda", "ListAliases", {"FunctionName": "acme-dev-writer"})],
    "AWS::Lambda::EventInvokeConfig": [
        ("lambda", "GetFunctionEventInvokeConfig", {"FunctionName": "acme-dev-writer", "Qualifier": "live"}),
        ("lambda", "ListFunctionEventInvokeConfigs", {"FunctionName": "acme-dev-writer"})],
    "AWS::Lambda::Function": [("lambda", "GetFunction", {"FunctionName": "{id}"}),
                              ("lambda", "GetFunctionConfiguration", {"FunctionName": "{id}"}),
                              ("lambda", "GetFunctionConcurrency", {"FunctionName": "{id}"}),
                              ("lambda", "ListTags", {"Resource": _ARN % ("lambda", "function:{id}")}),
                              ("lambda", "GetAccountSettings", {}), ("lambda", "ListFunctions", {})],
    "AWS::Lambda::Version": [("lambda", "GetFunctionConfiguration", {"FunctionName": "{id}"}),
                             ("lambda", "ListVersionsByFunction", {"FunctionName": "acme-dev-writer"})],
    "AWS::Logs::LogGroup": [("logs", "DescribeLogGroups", {"logGroupNamePrefix": "{id}"}),
                            ("logs", "DescribeLogStreams", {"logGroupName": "{id}"}),
                            ("logs", "FilterLogEvents", {"logGroupName": "{id}"}),
                            ("logs", "ListTagsLogGroup", {"logGroupName": "{id}"}),
                            ("logs", "ListTagsForResource", {"resourceArn": _ARN % ("logs", "log-group:{id}")})],
    "AWS::Logs::MetricFilter": [("logs", "DescribeMetricFilters", {"filterNamePrefix": "{id}"})],
    "AWS::SQS::Queue": [("sqs", "GetQueueAttributes", {"QueueUrl": "{id}", "AttributeNames": ["All"]}),
                        ("sqs", "ListQueueTags", {"QueueUrl": "{id}"}), ("sqs", "ListQueues", {})],
    "AWS::SQS::QueuePolicy": [],  # an attribute of the queue
}
STACK_CALLS = [("DescribeStacks", {}), ("DescribeStackResources", {}), ("ListStackResources", {}), ("DescribeStackEvents", {}),
               ("GetTemplate", {}), ("GetTemplateSummary", {}), ("GetStackPolicy", {}), ("ListChangeSets", {}),
               ("DescribeChangeSet", {"ChangeSetName": "first"}),
               ("DescribeStackResource", {"LogicalResourceId": "ItemsTable"})]


@pytest.fixture(scope="module")
def client(code):
    """Of an emulator of its own: the stack retains resources when it is deleted."""
    started = instance.start(0, ["127.0.0.1"], kept=False)
    make = clients_of(started)
    make("s3").create_bucket(Bucket="probe")
    make("s3").put_object(Bucket="probe", Key="code.zip", Body=code)
    yield make
    started.stop()


@pytest.fixture(scope="module")
def stack(client):
    """template.yaml, deployed with the probe as the code of both functions; physical ids by type."""
    template = translate(load(), Deployment(options={"AlarmTopicArn": _TOPIC, "Architecture": "x86_64"}))
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["Handler"] = "probe.Probe::handle"
            resource["Properties"]["Code"].update(S3Bucket="probe", S3Key="code.zip")
    client("s3").put_object(Bucket="probe", Key="template.json", Body=json.dumps(template))
    cloudformation = client("cloudformation")
    cloudformation.create_change_set(
        StackName=_STACK, ChangeSetName="first", ChangeSetType="CREATE", Capabilities=["CAPABILITY_NAMED_IAM"],
        TemplateURL=f"{cloudformation.meta.endpoint_url}/probe/template.json",
        Parameters=[{"ParameterKey": "AlarmTopicArn", "ParameterValue": _TOPIC}])
    cloudformation.execute_change_set(StackName=_STACK, ChangeSetName="first")
    cloudformation.get_waiter("stack_create_complete").wait(StackName=_STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    client("lambda").invoke(FunctionName="acme-dev-writer", Qualifier="live", Payload=b'"x"')
    ids = collections.defaultdict(list)
    for resource in cloudformation.describe_stack_resources(StackName=_STACK)["StackResources"]:
        ids[resource["ResourceType"]].append(resource["PhysicalResourceId"])
    return ids


def mismatches(client, service: str, operation: str, parameters: dict) -> list[str]:
    aws = client(service)
    bodies = []
    aws.meta.events.register("before-parse.*.*", lambda response_dict, **_: bodies.append(response_dict["body"]))
    method = next(name for name, api in aws.meta.method_to_api_mapping.items() if api == operation)
    getattr(aws, method)(**parameters)
    model = aws.meta.service_model
    return [f"{operation}: {line}" for line in shapes.mismatches(
        model.resolved_protocol, model.operation_model(operation).output_shape, bodies[-1])]


def test_every_resource_type_has_its_calls(stack):
    assert set(stack) == set(CALLS)


@pytest.mark.parametrize("resource_type", CALLS)
def test_calls_that_describe_a_resource_answer_in_aws_s_types(client, stack, resource_type):
    assert [line for name in stack[resource_type] for service, operation, parameters in CALLS[resource_type]
            for line in mismatches(client, service, operation, json.loads(json.dumps(parameters).replace("{id}", name)))] == []


def test_calls_that_describe_the_stack_answer_in_aws_s_types(client, stack):
    assert [line for operation, parameters in STACK_CALLS for line in mismatches(
        client, "cloudformation", operation, {"StackName": _STACK, **parameters})] == []


@pytest.mark.parametrize(("service", "operation", "body", "found"), [
    ("dynamodb", "DescribeTable", b'{"Table": {"ItemCount": "5", "KeySchema": [{"KeyType": 1}], "TableSizeBytes": 7}}',
     ["Table.KeySchema[].KeyType is int 1, not string", "Table.ItemCount is str '5', not long"]),
    ("dynamodb", "ListTables", b'{"TableNames": {}}', ["TableNames is dict, not list"]),
    ("dynamodb", "DescribeTable", b'{"Table": {"DeletionProtectionEnabled": "true", "CreationDateTime": "2026-11-26"}}',
     ["Table.CreationDateTime is str '2026-11-26', not timestamp", "Table.DeletionProtectionEnabled is str 'true', not boolean"]),
    ("iam", "GetRole", b'''<GetRoleResponse xmlns="x"><GetRoleResult><Role><MaxSessionDuration>1 h</MaxSessionDuration>
        <CreateDate>today</CreateDate><Tags><entry/></Tags></Role></GetRoleResult></GetRoleResponse>''',
     ["Role.CreateDate is 'today', not timestamp", "Role.MaxSessionDuration is '1 h', not integer",
      "Role.Tags has an element entry, not member"]),
])
def test_values_of_another_type_are_found(service, operation, body, found):
    model = botocore.session.get_session().get_service_model(service)
    assert shapes.mismatches(model.resolved_protocol, model.operation_model(operation).output_shape, body) == found
