from pathlib import Path

import pytest

from names import Names
from stack import DEPLOYMENTS, TEMPLATE, Stack, load


def pytest_addoption(parser):
    parser.addoption("--template", type=Path, default=TEMPLATE, help="the template to test (YAML, or JSON)")


@pytest.fixture(scope="session")
def template(request) -> dict:
    """The template as it is written, before any translation."""
    return load(request.config.getoption("--template"))


@pytest.fixture(scope="session", params=DEPLOYMENTS, ids=str)
def stack(request, template) -> Stack:
    return Stack(template, request.param)


@pytest.fixture
def names(stack) -> Names:
    return Names(stack.deployment)
