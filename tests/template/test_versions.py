"""The alias's version follows the function: each change of a function publishes a version."""
import pytest

from tests.template.stack import Deployment, Stack
from tests.template.test_parameters import PARAMETERS

# All that makes CloudFormation publish again under the same logical id ("AWS::Lambda::Version": Update requires
# Replacement; the registry schema's createOnlyProperties).
REPLACING = ("FunctionName", "Description", "CodeSha256", "ProvisionedConcurrencyConfig", "RuntimePolicy")

FUNCTIONS = ["WriterFunction", "ReaderFunction"]


def with_value(template: dict, parameter: str, value: str) -> Stack:
    if parameter == "Company":
        return Stack(template, Deployment(company=value))
    if parameter == "Environment":
        return Stack(template, Deployment(environment=value))
    return Stack(template, Deployment(options={parameter: value}))


def version(stack: Stack, function: str) -> tuple:
    """Logical id and what replaces it: two stacks in which this differs have different versions."""
    (found,) = ((logical_id, properties) for logical_id, properties in stack.of_type("AWS::Lambda::Version").items()
                if logical_id.startswith(function))
    return found[0], {name: value for name, value in found[1].items() if name in REPLACING}


def settings(stack: Stack, function: str) -> dict:
    """What Lambda keeps in a version; tags belong to the function alone."""
    return {name: value for name, value in stack[function].items() if name != "Tags"}


@pytest.fixture(params=FUNCTIONS)
def function(request) -> str:
    return request.param


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_changed_parameter_that_reaches_the_function_is_published_and_no_other(template, function, parameter):
    """No other: Lambda refuses to publish a function that did not change, and the deployment would fail."""
    _, accepted, _ = PARAMETERS[parameter]
    before, after = (with_value(template, parameter, value) for value in accepted[:2])
    changed = settings(before, function) != settings(after, function)
    assert (version(before, function) != version(after, function)) is changed


def test_some_parameters_reach_a_function(template, function):
    """The test above compares something."""
    reach = {name for name, (_, accepted, _) in PARAMETERS.items()
             if settings(with_value(template, name, accepted[0]), function)
             != settings(with_value(template, name, accepted[1]), function)}
    assert reach == {"Company", "Environment", "MemorySize", "Architecture", "LogLevel"}
