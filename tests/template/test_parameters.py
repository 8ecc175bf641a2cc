"""The parameters: what they accept, what they refuse, and their defaults."""
import re

import pytest

from tests.template.stack import (
    ALARM_TOPIC,
    DEPLOYMENT_ROLES,
    DEPLOYMENTS,
    RESTORE_ROLES,
)

ROLE = DEPLOYMENT_ROLES[0]
NO_ROLES = ["deploy", "*", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/depl?y",
            "arn:aws:iam::111122223333:role/", "arn:aws:iam::*:role/deploy", "arn:aws:iam::1:role/deploy",
            "arn:aws:iam::111122223333:user/deploy", "arn:aws:iam::111122223333:root",
            "arn:aws:sts::111122223333:assumed-role/deploy/session", "x" + ROLE, ROLE + " x", f"{ROLE};{ROLE}",
            "arn:aws:iam::111122223333:role/" + "a" * 577, f"{ROLE},*", f"*,{ROLE}", f"{ROLE},deploy,{ROLE}"]

# Name -> default, values that must be accepted, values that must be refused.
PARAMETERS = {
    "Company": ("acme", ["ab", "a1", "globex-2", "a-b-c", "a" * 20],
                ["", "a", "a" * 21, "Acme", "1acme", "-acme", "acme-", "a--b", "a_b", "a.b", "a b", "acmé", "${AWS}", "a/b",
                 "a*", "a:b", "a\n"]),
    "Environment": ("dev", ["dev", "stage", "prod"], ["", "Dev", "test", "production", "dev ", "devs", "*"]),
    "BillingMode": ("PROVISIONED", ["PROVISIONED", "PAY_PER_REQUEST"], ["", "provisioned", "ON_DEMAND"]),
    "ReadCapacity": (5, ["1", "5", "40000"], ["0", "-1", "40001", "", "five"]),
    "WriteCapacity": (5, ["1", "5", "40000"], ["0", "-1", "40001", "", "five"]),
    "MemorySize": (512, ["256", "512", "10240"], ["128", "255", "10241", ""]),
    "Architecture": ("arm64", ["arm64", "x86_64"], ["", "arm", "x86", "amd64", "X86_64"]),
    "LogLevel": ("INFO", ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], ["", "info", "WARNING", "OFF", "ALL"]),
    "LogRetentionDays": (14, ["1", "3", "5", "7", "14", "30", "60", "90", "120", "150", "180", "365", "400", "545", "731",
                              "1096", "1827", "2192", "2557", "2922", "3288", "3653"], ["0", "-1", "2", "15", "3654", ""]),
    "AlarmTopicArn": ("", ["", ALARM_TOPIC, "arn:aws-us-gov:sns:us-gov-west-1:111122223333:" + "a" * 256,
                           "arn:aws-cn:sns:cn-north-1:111122223333:To_pic-1"],
                      ["operators", "arn:aws:sqs:us-east-1:111122223333:operators", "arn:aws:sns:us-east-1:1111:operators",
                       "arn:aws:sns:us-east-1:111122223333:", "arn:aws:sns:us-east-1:111122223333:*", ALARM_TOPIC + ":x",
                       "arn:aws:sns:us-east-1:111122223333:" + "a" * 257, " " + ALARM_TOPIC, ALARM_TOPIC + " ",
                       "arn:aws:sns:*:111122223333:operators", "x" + ALARM_TOPIC]),
    "DeploymentRoleArns": ("", ["", ROLE, ",".join(DEPLOYMENT_ROLES), "arn:aws-cn:iam::111122223333:role/deploy",
                                "arn:aws:iam::111122223333:role/a+=.@-_/b"], NO_ROLES),
    "RestoreRoleArns": ("", ["", ", ".join(RESTORE_ROLES), "arn:aws-us-gov:iam::111122223333:role/break-glass",
                             "arn:aws:iam::111122223333:role/a+=.@-_/b"], NO_ROLES),
}


def accepts(parameter: dict, value: str) -> bool:
    """CloudFormation's checks of a value ("CloudFormation template Parameters syntax")."""
    if parameter["Type"] == "CommaDelimitedList":
        # Each element is trimmed, and the pattern must match each.
        return all(accepts(parameter | {"Type": "String"}, element.strip()) for element in value.split(","))
    if "AllowedValues" in parameter and value not in map(str, parameter["AllowedValues"]):
        return False
    if parameter["Type"] == "Number":
        if not re.fullmatch(r"-?[0-9]+", value):
            return False
        return parameter.get("MinValue", float("-inf")) <= int(value) <= parameter.get("MaxValue", float("inf"))
    if not parameter.get("MinLength", 0) <= len(value) <= parameter.get("MaxLength", 4096):
        return False
    # Not fullmatch, and with Python's $ tightened to the very end: the pattern itself must match the whole value.
    pattern = parameter.get("AllowedPattern", "").replace("$", r"\Z")
    return re.search(pattern, value) is not None


@pytest.mark.parametrize("name", PARAMETERS)
def test_bounds_accept_what_is_valid_and_refuse_the_rest(template, name):
    parameter, (_, valid, invalid) = template["Parameters"][name], PARAMETERS[name]
    assert [value for value in valid if not accepts(parameter, value)] == []
    assert [value for value in invalid if accepts(parameter, value)] == []


def test_the_parameters_are_these_with_these_defaults(template):
    found = {name: parameter["Default"] for name, parameter in template["Parameters"].items()}
    assert found == {name: default for name, (default, _, _) in PARAMETERS.items()}


def test_every_default_is_accepted(template):
    for name, parameter in template["Parameters"].items():
        assert accepts(parameter, str(parameter["Default"])), name


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=str)
def test_the_tests_deploy_what_the_parameters_accept(template, deployment):
    for name, value in deployment.parameters.items():
        assert accepts(template["Parameters"][name], value), name


def test_every_parameter_is_typed_described_and_grouped_once(template):
    groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    assert sorted(name for group in groups for name in group["Parameters"]) == sorted(template["Parameters"])
    for name, parameter in template["Parameters"].items():
        assert len(parameter["Description"]) > 15, name
        numeric, listed = isinstance(parameter["Default"], int), name.endswith("Arns")
        assert parameter["Type"] == ("Number" if numeric else "CommaDelimitedList" if listed else "String"), name
        # A refusal by pattern alone would show the user a regular expression.
        assert "AllowedPattern" not in parameter or parameter["ConstraintDescription"].startswith("must be"), name
