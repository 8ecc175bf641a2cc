import copy

import pytest

from tests.access.cases import Case, cases
from tests.template.stack import load


@pytest.fixture(scope="session")
def matrix() -> dict[str, Case]:
    return {case.who: case for case in cases()}


@pytest.fixture
def template() -> dict:
    """A copy that a test may change."""
    return copy.deepcopy(load())
