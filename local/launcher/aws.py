"""The AWS SDK, pointed at an emulator."""
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from local.launcher import project
from local.launcher.instance import Instance
from tools.progress import Failure

# One attempt: an emulator has no transient errors, and a repeated invocation would hide one.
_CONFIG = Config(connect_timeout=5, read_timeout=60, retries={"total_max_attempts": 1})


def client(instance: Instance, service: str):
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=project.REGION)
    return session.client(service, endpoint_url=instance.endpoint, config=_CONFIG)


def outputs(instance: Instance) -> dict[str, str]:
    """The stack's outputs. The stack is missing after `make retire`."""
    try:
        stacks = client(instance, "cloudformation").describe_stacks(StackName=project.stack_name())["Stacks"]
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        raise Failure(f"the local AWS has no stack {project.stack_name()}: deploy it with make up") from None
    return {output["OutputKey"]: output["OutputValue"] for output in stacks[0]["Outputs"]}
