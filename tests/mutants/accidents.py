"""Mutants as people make them: a permission of the writer for the reader, and one property too many."""
from collections.abc import Iterator

from tests.mutants.mutant import Mutant, at, mutant

TWINS = ["Function", "Role", "LogGroup"]
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
BASIC_EXECUTION = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"

# Resource -> property -> value that is not wanted.
TOO_MUCH = {
    "ItemsKey": {"Enabled": False, "MultiRegion": True, "BypassPolicyLockoutSafetyCheck": True,
                 "RotationPeriodInDays": 2560, "Origin": "EXTERNAL", "KeySpec": "RSA_4096", "KeyUsage": "SIGN_VERIFY"},
    "ItemsTable": {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}, "KinesisStreamSpecification": {"StreamArn": "x"}},
    "WriterFunction": {"FunctionUrlConfig": {"AuthType": "NONE"}, "Layers": ["arn:aws:lambda:us-east-1:1:layer:x:1"],
                       "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
                       "Events": {"Api": {"Type": "HttpApi"}}, "DeadLetterQueue": {"Type": "SQS", "TargetArn": "x"},
                       "Environment": {"Variables": {"DB_PASSWORD": "hunter2"}}, "Runtime": "java21",
                       "KmsKeyArn": "alias/aws/lambda", "Tracing": "PassThrough", "Timeout": 900},
    "WriterRole": {"ManagedPolicyArns": [ADMINISTRATOR], "Path": "/other/", "PermissionsBoundary": ADMINISTRATOR,
                   "MaxSessionDuration": 43200},
    "ReaderRole": {"ManagedPolicyArns": [BASIC_EXECUTION]},
    "WriterFailureQueue": {"RedriveAllowPolicy": {"redrivePermission": "allowAll"}, "SqsManagedSseEnabled": True},
    "WriterFailuresAlarm": {"ActionsEnabled": False, "DatapointsToAlarm": 5},
}
NEW_RESOURCES = {
    "PublicPermission": {"Type": "AWS::Lambda::Permission", "Properties": {
        "FunctionName": {"Ref": "WriterFunction"}, "Action": "lambda:InvokeFunction", "Principal": "*"}},
    "PublicUrl": {"Type": "AWS::Lambda::Url", "Properties": {
        "TargetFunctionArn": {"Ref": "WriterFunction"}, "AuthType": "NONE"}},
    "MorePolicy": {"Type": "AWS::IAM::Policy", "Properties": {
        "PolicyName": "more", "Roles": [{"Ref": "ReaderRole"}], "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Sid": "All", "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}]}}},
    "PlainLogGroup": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "plain"}},
}


def mutants(template: dict) -> Iterator[Mutant]:
    yield from _mixed_up(template)
    for logical_id, properties in TOO_MUCH.items():
        for name, value in properties.items():
            yield mutant(("Resources", logical_id, "Properties", name), "too much", value)
    for logical_id, resource in NEW_RESOURCES.items():
        yield mutant(("Resources", logical_id), "added", resource)
    for name in template["Outputs"]:
        yield mutant(("Outputs", name, "Export"), "added", {"Name": name})


def _mixed_up(template: dict) -> Iterator[Mutant]:
    for twin in TWINS:
        writer, reader = (("Resources", kind + twin, "Properties") for kind in ("Writer", "Reader"))
        ours, theirs = at(template, writer), at(template, reader)
        for name in ours.keys() & theirs.keys() - {"Description"}:
            if ours[name] != theirs[name]:
                yield mutant((*writer, name), "the reader's", theirs[name])
                yield mutant((*reader, name), "the writer's", ours[name])
                yield Mutant(f"{twin}.{name}: swapped", (((*writer, name), theirs[name]), ((*reader, name), ours[name])))
