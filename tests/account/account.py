"""deploy/account.yaml and the stack that it is for, both with their intrinsic functions resolved."""
from __future__ import annotations

import functools
from pathlib import Path

from tests.template.intrinsics import RETURN_VALUES, Resolver
from tests.template.stack import ALARM_TOPIC, Deployment, Stack, load

ACCOUNT = Deployment.account
ROOT = Path(__file__).resolve().parents[2]
OPTIONS = {"GitHubOwner": "example", "GitHubOwnerId": "123456", "GitHubRepository": "sealed-store",
           "GitHubRepositoryId": "456789", "RestoreDrill": "yes"}

RESTORE_ROLE = f"arn:aws:iam::{ACCOUNT}:role/break-glass"  # of people, with the restore policy attached

RETURN_VALUES.update({
    ("AWS::IAM::OIDCProvider", "Ref"): "arn:{partition}:iam::{account}:oidc-provider/token.actions.githubusercontent.com",
    ("AWS::S3::Bucket", "Ref"): "{BucketName}",
    ("AWS::S3::Bucket", "Arn"): "arn:{partition}:s3:::{BucketName}",
})


@functools.cache
def template() -> dict:
    return load(ROOT / "deploy" / "account.yaml")


@functools.cache
def account(company: str = "acme", environment: str = "stage", provider: str = "") -> dict:
    """Logical id -> resource."""
    options = {**OPTIONS, "GitHubOidcProviderArn": provider}
    resolver = Resolver(template(), Deployment(company, environment, options=options))
    return {logical_id: resolver.resolve(resource) for logical_id, resource in template()["Resources"].items()
            if "Condition" not in resource or resolver.condition(resource["Condition"])}


def policy(role: str, **names) -> dict:
    """The one inline policy of a role, or a managed policy."""
    properties = account(**names)[role]["Properties"]
    if "PolicyDocument" in properties:
        return properties["PolicyDocument"]
    (inline,) = properties["Policies"]
    return inline["PolicyDocument"]


def role_arn(kind: str, company: str = "acme", environment: str = "stage") -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/sealed-store-{kind}-{company}-{environment}"


@functools.cache
def stack(company: str = "acme", environment: str = "stage") -> Stack:
    """Deployed by its execution role, and with an alarm topic, so that every resource of the template is in it."""
    return Stack(load(), Deployment(company, environment, options={
        "AlarmTopicArn": ALARM_TOPIC,
        "DeploymentRoleArns": role_arn("execution", company, environment),
        "RestoreRoleArns": f"{role_arn('drill', company, environment)},{RESTORE_ROLE}"}))
