"""Says in one line why a stack cannot be tested, before anything is built for it."""
import os
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError


def main(stack: str) -> None:
    # boto3 reads AWS_DEFAULT_REGION, the tests' Java SDK AWS_REGION.
    region = os.environ.get("AWS_REGION")
    try:
        boto3.client("cloudformation", region_name=region).describe_stacks(StackName=stack)
    except (BotoCoreError, ClientError) as error:
        sys.exit(f"error: cannot test {stack}: {error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
