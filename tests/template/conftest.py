import functools
from pathlib import Path

import pytest

from tests.template.names import Names
from tests.template.stack import DEPLOYMENTS, TEMPLATE, Deployment, Stack, load


def pytest_addoption(parser):
    parser.addoption("--template", type=Path, default=TEMPLATE, help="the template to test (YAML, or JSON)")


# For two templates: tests/mutants runs a mutant and the template itself in turn, in one session of pytest.
@functools.lru_cache(maxsize=2)
def _load(path: Path) -> dict:
    return load(path)


@functools.lru_cache(maxsize=2 * len(DEPLOYMENTS))
def _stack(path: Path, deployment: Deployment) -> Stack:
    return Stack(_load(path), deployment)


@pytest.fixture
def template(request) -> dict:
    """The template as it is written, before any translation."""
    return _load(request.config.getoption("--template"))


@pytest.fixture(params=DEPLOYMENTS, ids=str)
def stack(request) -> Stack:
    return _stack(request.config.getoption("--template"), request.param)


@pytest.fixture
def names(stack) -> Names:
    return Names(stack.deployment)
