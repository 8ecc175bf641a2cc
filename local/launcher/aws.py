"""The AWS SDK, pointed at an emulator."""
import boto3
from botocore.config import Config

from local.launcher import project
from local.launcher.instance import Instance

# One attempt: an emulator has no transient errors, and a repeated invocation would hide one.
_CONFIG = Config(connect_timeout=5, read_timeout=60, retries={"total_max_attempts": 1})


def client(instance: Instance, service: str):
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=project.REGION)
    return session.client(service, endpoint_url=instance.endpoint, config=_CONFIG)


def outputs(instance: Instance) -> dict[str, str]:
    stacks = client(instance, "cloudformation").describe_stacks(StackName=project.stack_name())["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stacks[0]["Outputs"]}
