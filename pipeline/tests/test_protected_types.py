"""The guard, the stack policy and the template agree on what is protected."""
import json
from pathlib import Path

import cfnlint.data.AdditionalSpecs
from cfnlint.helpers import load_resource
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).resolve().parents[2]
LISTS = ROOT / "deploy" / "src" / "main" / "resources" / "sealedstore" / "deploy" / "guard"
STACK_POLICY = json.loads((ROOT / "pipeline" / "stack-policy.json").read_text())


def types(name: str) -> set[str]:
    return {line for line in (LISTS / name).read_text().splitlines() if line and not line.startswith("#")}


def resource_types() -> set[str]:
    resources = yaml_parse((ROOT / "template.yaml").read_text())["Resources"].values()
    return {resource["Type"] for resource in resources}


def test_guard_protects_every_type_that_cfn_lint_calls_stateful():
    stateful = load_resource(cfnlint.data.AdditionalSpecs, "StatefulResources.json")["ResourceTypes"]
    assert set(stateful) <= types("protected-types.txt")


def test_no_type_is_both_protected_and_replaceable():
    assert not types("protected-types.txt") & types("replaceable-types.txt")


def test_guard_knows_every_type_of_the_template():
    known = types("protected-types.txt") | types("replaceable-types.txt") | {"AWS::Serverless::Function"}
    assert resource_types() <= known


def test_stack_policy_forbids_losing_every_protected_type_of_the_template():
    denied = {denied_type for statement in STACK_POLICY["Statement"] if statement["Effect"] == "Deny"
              for denied_type in statement["Condition"]["StringEquals"]["ResourceType"]}
    assert denied == resource_types() & types("protected-types.txt")
