"""What CloudFormation's execution role must be able to do for the stack: derived, resource by resource, from the
permissions that the CloudFormation registry's schemas (as cfn-lint ships them) name for creating, reading, updating,
deleting and tagging a resource of the type, the KMS calls of DynamoDB and Lambda, and the template's macros."""
from __future__ import annotations

from dataclasses import dataclass, field

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from tests.access.aws_actions import acts_on
from tests.template.policies import as_list
from tests.template.stack import Deployment, load

REGION, ACCOUNT = Deployment.region, Deployment.account
_KINDS = {"dynamodb": "table", "lambda": "function", "iam": "role", "logs": "log-group", "sqs": "queue",
          "cloudwatch": "alarm", "events": "rule"}  # by service: what its actions act on

# Permissions of the schemas for features that this stack's resources do not use. Each entry must still be named (see the test).
NOT_NEEDED = {
    "AWS::DynamoDB::Table": {
        "replicas": ["dynamodb:AssociateTableReplica", "dynamodb:CreateTableReplica", "iam:CreateServiceLinkedRole",
                     "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem",
                     "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"],
        "ContributorInsightsSpecification": ["dynamodb:UpdateContributorInsights"],
        "KinesisStreamSpecification": [
            "dynamodb:DisableKinesisStreamingDestination", "dynamodb:EnableKinesisStreamingDestination",
            "dynamodb:UpdateKinesisStreamingDestination", "kinesis:DescribeStream", "kinesis:PutRecords"],
        "ImportSourceSpecification": [
            "dynamodb:DescribeImport", "dynamodb:ImportTable", "logs:CreateLogGroup", "logs:CreateLogStream",
            "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents", "logs:PutRetentionPolicy",
            "s3:GetObject", "s3:GetObjectMetadata", "s3:ListBucket"],
        "a key by its alias": ["kms:ListAliases"],
        "grants are DynamoDB's to revoke": ["kms:RevokeGrant"],
    },
    "AWS::Logs::LogGroup": {
        "delivery": ["firehose:TagDeliveryStream", "logs:CreateLogDelivery", "s3:REST.PUT.OBJECT"],
        "ResourcePolicyDocument": ["logs:DeleteResourcePolicy", "logs:PutResourcePolicy"],
        "DataProtectionPolicy": ["logs:PutDataProtectionPolicy"],
        "FieldIndexPolicies": ["logs:DeleteIndexPolicy", "logs:PutIndexPolicy"],
        "BearerTokenAuthenticationEnabled": ["logs:PutBearerTokenAuthentication"],
        "DeletionProtectionEnabled": ["logs:PutLogGroupDeletionProtection"],
    },
    "AWS::IAM::Role": {
        "ManagedPolicyArns": ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
        "PermissionsBoundary": ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary"],
    },
    "AWS::Lambda::Function": {
        "VpcConfig": ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
                      "ec2:DescribeVpcs"],
        "FileSystemConfigs": ["elasticfilesystem:DescribeMountTargets", "s3files:ListMountTargets"],
        "Layers": ["lambda:GetLayerVersion"],
        "CodeSigningConfigArn": ["lambda:DeleteFunctionCodeSigningConfig", "lambda:GetCodeSigningConfig",
                                 "lambda:PutFunctionCodeSigningConfig"],
        "ReservedConcurrentExecutions": ["lambda:DeleteFunctionConcurrency", "lambda:PutFunctionConcurrency"],
        "RecursiveLoop": ["lambda:PutFunctionRecursionConfig"],
        "FunctionScalingConfig": ["lambda:PutFunctionScalingConfig"],
        "CapacityProviderConfig": ["lambda:PassCapacityProvider"],
        "RuntimeManagementConfig": ["lambda:PutRuntimeManagementConfig", "lambda:AssociateRuntimeAlias"],
        "a version of the code's object, whose name is its content's digest": ["s3:GetObjectVersion"],
    },
    "AWS::Lambda::Version": {
        "ProvisionedConcurrencyConfig": ["lambda:PutProvisionedConcurrencyConfig"],
        "FunctionScalingConfig": ["lambda:GetFunctionScalingConfig", "lambda:PutFunctionScalingConfig"],
        "RuntimePolicy": ["lambda:PutRuntimeManagementConfig"],
    },
    "AWS::Events::Rule": {
        "RoleArn": ["iam:PassRole"],
    },
    "AWS::Lambda::Alias": {
        "UpdatePolicy": ["codedeploy:CreateDeployment", "codedeploy:GetDeployment", "codedeploy:GetDeploymentConfig",
                         "codedeploy:GetDeploymentGroup", "codedeploy:StopDeployment"],
        "ProvisionedConcurrencyConfig": ["lambda:DeleteProvisionedConcurrencyConfig",
                                         "lambda:PutProvisionedConcurrencyConfig"],
    },
}
# "DynamoDB encryption at rest usage notes" and "Data encryption at rest for AWS Lambda": as the caller, through the service.
KEY_USE = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom",
           "kms:ReEncryptTo"]
BOUND_TO_KEY = {"AWS::DynamoDB::Table": "dynamodb", "AWS::Lambda::Function": "lambda"}


@dataclass(frozen=True)
class Need:
    logical_id: str
    action: str
    resource: str
    context: dict = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return f"{self.logical_id}: {self.action} on {self.resource}"


def schema_actions(resource_type: str) -> set[str]:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, resource_type).schema
    named = {action for verb in ("create", "read", "update", "delete")
             for action in schema["handlers"].get(verb, {}).get("permissions", [])}
    return named | set(schema.get("tagging", {}).get("permissions", []))


def not_needed(resource_type: str) -> set[str]:
    return {action for actions in NOT_NEEDED.get(resource_type, {}).values() for action in actions}


def transforms(template: dict) -> list[Need]:
    """The macros that CloudFormation expands as the role, each by its name without AWS:: ("Actions, resources, and
    condition keys for AWS CloudFormation")."""
    return [Need(name, "cloudformation:CreateChangeSet",
                 f"arn:aws:cloudformation:{REGION}:aws:transform/{name.removeprefix('AWS::')}")
            for name in as_list(template["Transform"])]


def needs(stack, bucket: str) -> list[Need]:
    found = [*transforms(load()), Need("code", "s3:GetObject", f"arn:aws:s3:::{bucket}/0123456789abcdef")]
    for logical_id, resource in stack.resources.items():
        resource_type, properties = resource["Type"], resource["Properties"]
        for action in sorted(schema_actions(resource_type) - not_needed(resource_type)):
            if action.startswith("kms:") and resource_type in BOUND_TO_KEY or action == "s3:GetObject":
                continue  # below, and above
            found += _needs_of(stack, logical_id, resource_type, properties, action)
        if resource_type in BOUND_TO_KEY:
            found += _key_use(stack, logical_id, f"{BOUND_TO_KEY[resource_type]}.{REGION}.amazonaws.com")
    return found


def _needs_of(stack, logical_id, resource_type, properties, action) -> list[Need]:
    if resource_type == "AWS::KMS::Key":
        return [_key_need(stack, logical_id, action)]
    if resource_type == "AWS::KMS::Alias":
        alias = f"arn:aws:kms:{REGION}:{ACCOUNT}:{properties['AliasName']}"
        if not acts_on(action.lower(), "alias"):
            return [Need(logical_id, action, "*")]
        return [Need(logical_id, action, alias), _key_need(stack, logical_id, action)]
    if action == "iam:PassRole":
        return [Need(logical_id, action, properties["Role"], {"iam:passedtoservice": "lambda.amazonaws.com"})]
    kind = "dashboard" if resource_type == "AWS::CloudWatch::Dashboard" else _KINDS[action.split(":")[0]]
    arns = _arns(kind, resource_type, properties) if _names(action, kind) else ["*"]
    return [Need(logical_id, action, arn) for arn in arns]


def _names(action: str, kind: str) -> bool:
    """Whether a policy can name the resource; the aliases and versions of a function are named like it."""
    kinds = {"function": ["function", "function alias", "function version"],
             "rule": ["rule-on-default-event-bus"]}.get(kind, [kind])
    return any(acts_on(action.lower(), each) for each in kinds)


def _arns(kind, resource_type, properties) -> list[str]:
    at = f"{REGION}:{ACCOUNT}"
    match kind:
        case "table":
            return [f"arn:aws:dynamodb:{at}:table/{properties['TableName']}"]
        case "function":
            function = f"arn:aws:lambda:{at}:function:{properties['FunctionName']}"
            return [function] if resource_type == "AWS::Lambda::Function" else [function, f"{function}:live"]
        case "role":
            return [f"arn:aws:iam::{ACCOUNT}:role/{properties['RoleName']}"]
        case "log-group":
            return [f"arn:aws:logs:{at}:log-group:{properties['LogGroupName']}"]
        case "queue":
            name = properties.get("QueueName") or properties["Queues"][0].rpartition("/")[2]
            return [f"arn:aws:sqs:{at}:{name}"]
        case "alarm":
            return [f"arn:aws:cloudwatch:{at}:alarm:{properties['AlarmName']}"]
        case "dashboard":
            return [f"arn:aws:cloudwatch::{ACCOUNT}:dashboard/{properties['DashboardName']}"]
        case "rule":
            return [f"arn:aws:events:{at}:rule/{properties['Name']}"]


def _tags(stack, prefix: str) -> dict:
    return {f"{prefix}/{tag['Key']}".lower(): tag["Value"] for tag in stack["ItemsKey"]["Tags"]}


def key(logical_id: str) -> str:
    return f"arn:aws:kms:{REGION}:{ACCOUNT}:key/id-of-{logical_id}"


def _key_need(stack, logical_id: str, action: str, **context) -> Need:
    if action == "kms:CreateKey":
        return Need(logical_id, action, "*", _tags(stack, "aws:RequestTag"))
    if action == "kms:TagResource":
        # Of the key that is being created, whose policy does not count yet.
        return Need(logical_id, action, f"{key('ItemsKey')}-to-be", _tags(stack, "aws:RequestTag"))
    return Need(logical_id, action, key("ItemsKey"), {"kms:calleraccount": ACCOUNT, **context})


def _key_use(stack, logical_id: str, service: str) -> list[Need]:
    through = {"kms:viaservice": service}
    return [*(_key_need(stack, logical_id, action, **through) for action in KEY_USE),
            _key_need(stack, logical_id, "kms:DescribeKey", **through),
            _key_need(stack, logical_id, "kms:CreateGrant", **through, **{"kms:grantisforawsresource": "true"})]
