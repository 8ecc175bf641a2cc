"""Each caller may do what expected.py lists and nothing else, of every action known for these services."""
import pytest

from tests.access.cases import cases, cells
from tests.access.world import FOREIGN, OWN


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.who)
def test_exactly_the_documented_access_is_allowed(case):
    actual, wanted = case.allowed, set(cells(case.expects))
    assert sorted(actual - wanted) == [], "allowed, and not documented"
    assert sorted(wanted - actual) == [], "documented, and not allowed"


def test_the_matrix_names_the_resources_as_the_template_does():
    own = {resource.arn for resource in OWN}
    stack = cases()[0].stack
    assert set(stack.resource_policies) <= own
    made = {properties[name] for properties in stack.properties.values()
            for name in ("TableName", "QueueName", "LogGroupName", "RoleName") if name in properties}
    assert {name for name in made if not any(arn.removesuffix(":*").endswith(name) for arn in own)} == set()


def test_no_two_resources_of_the_matrix_share_a_label_or_an_arn():
    everything = OWN + FOREIGN
    assert len({resource.label for resource in everything}) == len(everything)
    assert len({resource.arn for resource in everything}) == len(everything)
