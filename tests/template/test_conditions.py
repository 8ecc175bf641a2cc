"""Every condition is tested both ways, and none depends on a misspelt value."""
import itertools

from tests.template.intrinsics import Resolver
from tests.template.stack import DEPLOYMENTS

EXPECTED = {
    "HasAlarmTopic": lambda parameters: parameters["AlarmTopicArn"] != "",
    "HasDeploymentRoles": lambda parameters: parameters["DeploymentRoleArns"] != "",
    "HasRestoreRoles": lambda parameters: parameters["RestoreRoleArns"] != "",
    "IsProvisioned": lambda parameters: parameters["BillingMode"] == "PROVISIONED",
}


def test_each_condition_says_what_its_name_says(stack):
    assert stack.conditions == {name: holds(stack.parameters) for name, holds in EXPECTED.items()}


def test_the_deployments_try_every_pair_of_conditions_in_every_combination(template):
    """So that a resource under two conditions is seen in all four cases."""
    resolvers = [Resolver(template, deployment) for deployment in DEPLOYMENTS]
    for first, second in itertools.combinations(EXPECTED, 2):
        tried = {(resolver.condition(first), resolver.condition(second)) for resolver in resolvers}
        assert len(tried) == 4, (first, second)


def test_every_environment_is_deployed(template):
    assert {deployment.environment for deployment in DEPLOYMENTS} == set(template["Parameters"]["Environment"]["AllowedValues"])
