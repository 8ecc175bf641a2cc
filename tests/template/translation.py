"""Prints what the AWS::Serverless transform makes of template.yaml, for linters that read plain CloudFormation.

The parameters' defaults are used; intrinsic functions stay as they are.
"""
import json

from tests.template.stack import Deployment, load, translate

if __name__ == "__main__":
    print(json.dumps(translate(load(), Deployment()), indent=2))
