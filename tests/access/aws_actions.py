"""Every action and every operation of the services that the stack uses or could reach.

Actions come from cfn-lint's copy of the Service Authorization Reference, operations from botocore's service models (the
AWS SDK's). Most operations are authorised as the action of their name; OTHER_NAMES holds those that are not.
"""
import functools
import json
from importlib.metadata import distribution

import botocore.loaders

# Service prefix in policies -> the SDK's services whose operations it authorises.
SERVICES = {"dynamodb": ["dynamodb", "dynamodbstreams"], "iam": ["iam"], "kms": ["kms"], "lambda": ["lambda"],
            "logs": ["logs"], "s3": ["s3", "s3control"], "secretsmanager": ["secretsmanager"], "sqs": ["sqs"],
            "ssm": ["ssm"], "sts": ["sts"], "xray": ["xray"]}

# Operations that are authorised under other names, from the services' pages: "DynamoDB API permissions: Actions,
# resources, and conditions reference", "PartiQL for DynamoDB IAM", "AWS KMS permissions", "Actions, resources, and
# condition keys for AWS Lambda" and "... for Amazon SQS".
OTHER_NAMES = {
    "dynamodb": {
        "BatchExecuteStatement": ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
        "ExecuteStatement": ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
        "ExecuteTransaction": ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
        "TransactGetItems": ["GetItem"],
        "TransactWriteItems": ["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"],
    },
    "kms": {"ReEncrypt": ["ReEncryptFrom", "ReEncryptTo"]},
    "lambda": {"GetLayerVersionByArn": ["GetLayerVersion"], "Invoke": ["InvokeFunction"],
               "InvokeWithResponseStream": ["InvokeFunction"]},
    "sqs": {"ChangeMessageVisibilityBatch": ["ChangeMessageVisibility"], "DeleteMessageBatch": ["DeleteMessage"],
            "SendMessageBatch": ["SendMessage"]},
}


@functools.cache
def actions(service: str) -> frozenset[str]:
    """Every action of the service, in lower case (actions ignore case).

    An operation that the reference does not have counts as an action of its name: it may be newer than the reference.
    """
    unnamed = {operation.lower() for operation in operations(service) - set(OTHER_NAMES.get(service, {}))}
    return frozenset(f"{service}:{action}" for action in documented(service) | unnamed)


def documented(service: str) -> frozenset[str]:
    """The actions that the Service Authorization Reference has, in lower case."""
    return frozenset(_reference()[service]["Actions"])


def acts_on(action: str, kind: str) -> bool:
    """Whether a policy can name a resource of this kind for the action; `kind` is as in the reference, or "any" for
    actions that take no resource. An action that the reference does not have acts on every kind."""
    service, _, name = action.partition(":")
    if name not in documented(service):
        return True
    return kind in (_reference()[service]["Actions"][name].get("Resources") or ["any"])


@functools.cache
def operations(service: str) -> frozenset[str]:
    """Every operation of the service in the SDK, as the SDK spells it."""
    loader = botocore.loaders.Loader()
    models = (loader.load_service_model(name, "service-2") for name in SERVICES[service])
    return frozenset(operation for model in models for operation in model["operations"])


@functools.cache
def _reference() -> dict:
    # Read as a file: importing cfn-lint takes a second.
    return json.loads(distribution("cfn-lint").locate_file("cfnlint/data/AdditionalSpecs/Policies.json").read_text())
