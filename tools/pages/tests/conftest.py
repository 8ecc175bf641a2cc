import pytest

from tests.access.cases import Case, cases


@pytest.fixture(scope="session")
def matrix() -> dict[str, Case]:
    return {case.who: case for case in cases()}
