"""Hook function_properties: the key of a function that CloudFormation creates.

MiniStack has KmsKeyArn (environment variables, snapshots) and SourceKMSKeyArn (the deployed package) in its Lambda API,
and its CloudFormation ignores them.
"""
from ministack.services import lambda_svc
from ministack.services.cloudformation import provisioners

from local.emulator.hooks.patching import after_provisioning, expect

HOOK = "function_properties"


def install() -> None:
    expect(HOOK, hasattr(lambda_svc, "_functions"), "lambda_svc._functions")
    after_provisioning(HOOK, "AWS::Lambda::Function", provisioners._RESOURCE_HANDLERS, _apply)


def _apply(name: str, properties: dict) -> None:
    function = lambda_svc._functions[name]
    function["config"]["KMSKeyArn"] = properties.get("KmsKeyArn", "")
    function["source_kms_key_arn"] = (properties.get("Code") or {}).get("SourceKMSKeyArn")
