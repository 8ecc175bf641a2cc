"""Who may assume the deploy role, and how artifacts are stored. Read as text: the local AWS has no OIDC provider."""
import json
import re

import pytest

from tests.account.account import account, policy, template

PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"


def trust(role: str, **names) -> dict:
    (statement,) = account(**names)[role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    return statement


@pytest.mark.parametrize(("role", "subject"), [
    ("PlanRole", "stage-plan"), ("DeployRole", "stage"), ("DrillRole", "stage-drill")])
def test_only_one_environment_of_this_repository_takes_the_role(role, subject):
    assert trust(role) == {
        "Effect": "Allow", "Principal": {"Federated": PROVIDER}, "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": [
                f"repo:example@123456/sealed-store@456789:environment:{subject}",
                f"repo:example/sealed-store:environment:{subject}"]}}}


@pytest.mark.parametrize("parameter", ["GitHubOwner", "GitHubOwnerId", "GitHubRepository", "GitHubRepositoryId"])
def test_repository_is_named_by_who_deploys_and_without_wildcards(parameter):
    declared = template()["Parameters"][parameter]
    assert "Default" not in declared
    for wildcard in ("*", "example*", "1?", ""):
        assert not re.search(declared["AllowedPattern"], wildcard)


@pytest.mark.parametrize(("parameter", "field"), [
    ("GitHubOwner", ".owner.login"), ("GitHubOwnerId", ".owner.id"), ("GitHubRepository", ".name"),
    ("GitHubRepositoryId", ".id")])
def test_description_says_where_a_person_finds_the_value(parameter, field):
    assert f"gh api repos/OWNER/NAME --jq {field})" in template()["Parameters"][parameter]["Description"]


def test_only_cloudformation_takes_the_execution_role_under_no_condition_that_it_may_not_meet():
    assert trust("ExecutionRole") == {
        "Effect": "Allow", "Principal": {"Service": "cloudformation.amazonaws.com"}, "Action": "sts:AssumeRole"}


def test_existing_provider_is_used_and_none_is_made():
    assert "GitHubOidcProvider" in account()
    assert "GitHubOidcProvider" not in account(provider=PROVIDER)
    assert trust("DeployRole", provider=PROVIDER)["Principal"] == {"Federated": PROVIDER}


def test_provider_outlives_the_environment_that_made_it():
    assert account()["GitHubOidcProvider"]["DeletionPolicy"] == "Retain"


def test_artifacts_are_encrypted_versioned_and_private():
    bucket = account()["ArtifactBucket"]
    properties = bucket["Properties"]
    (rule,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert properties["VersioningConfiguration"]["Status"] == "Enabled"
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(properties["PublicAccessBlockConfiguration"]) == 4
    assert properties["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert bucket["DeletionPolicy"] == bucket["UpdateReplacePolicy"] == "Retain"


def test_artifacts_are_refused_without_tls():
    (statement,) = account()["ArtifactBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    bucket = "arn:aws:s3:::sealed-store-acme-stage-111122223333-us-east-1"
    assert statement["Effect"] == "Deny" and statement["Principal"] == "*" and statement["Action"] == "s3:*"
    assert statement["Resource"] == [bucket, f"{bucket}/*"]
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_every_resource_that_takes_tags_has_them():
    for logical_id, resource in account().items():
        if resource["Type"] not in ("AWS::S3::BucketPolicy", "AWS::IAM::ManagedPolicy"):
            tags = {tag["Key"]: tag["Value"] for tag in resource["Properties"]["Tags"]}
            assert tags["Application"] == "sealed-store" and tags["ManagedBy"] == "cloudformation", logical_id


@pytest.mark.parametrize("role", ["PlanRole", "DeployRole", "ExecutionRole", "DrillRole"])
def test_role_s_policy_fits_into_a_role(role):
    """At most 10,240 characters without white space, with the longest names ("IAM and AWS STS quotas")."""
    document = policy(role, company="a" * 20, environment="stage")
    assert len("".join(json.dumps(document).split())) <= 10_240


def test_restore_policy_fits_into_a_managed_policy():
    """At most 6,144 characters without white space ("IAM and AWS STS quotas")."""
    document = policy("RestorePolicy", company="a" * 20, environment="stage")
    assert len("".join(json.dumps(document).split())) <= 6_144


def test_role_of_drills_is_made_on_request_only():
    declared = template()
    assert declared["Parameters"]["RestoreDrill"]["Default"] == "no"
    assert declared["Conditions"]["HasRestoreDrill"] == {"Fn::Equals": [{"Ref": "RestoreDrill"}, "yes"]}
    assert declared["Resources"]["DrillRole"]["Condition"] == "HasRestoreDrill"
