import functools
from pathlib import Path

import pytest

from names import Names
from stack import DEPLOYMENTS, TEMPLATE, Deployment, Stack, load


def pytest_addoption(parser):
    parser.addoption("--template", type=Path, default=TEMPLATE, help="the template to test (YAML, or JSON)")


@functools.lru_cache(maxsize=1)
def _load(path: Path) -> dict:
    return load(path)


@functools.lru_cache(maxsize=len(DEPLOYMENTS))
def _stack(path: Path, deployment: Deployment) -> Stack:
    return Stack(_load(path), deployment)


# Cached by path and not by pytest's session: stack-tests/mutants tries many templates in one session.
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
