"""What the guard calls harmless lets nobody do more, says an evaluator that shares nothing with it."""
import os
import random

import pytest

from tests.guard.judge import harmless, java
from tests.guard.mutants import MUTANTS, compiled
from tests.guard.pairs import Pair, pairs
from tests.guard.requests import newly_allowed, requests

COUNT = int(os.environ.get("GUARD_PAIRS", "10000"))
REQUESTS = 30
SEED = int(os.environ.get("GUARD_SEED", random.SystemRandom().randrange(10**9)))
# Broken guards are tried on the same pairs each time, so that this test fails for a reason only.
MUTANTS_SEED = 1
MUTANTS_PAIRS = 4000


def newly_allowed_request(pair: Pair, seed: int):
    """A request that is allowed after and was not before, if one is found."""
    return next((request for request in requests(random.Random(seed), pair, REQUESTS)
                 if newly_allowed(pair, request)), None)


@pytest.fixture(scope="module")
def drawn() -> list[Pair]:
    print(f"GUARD_SEED={SEED}")
    return pairs(COUNT, SEED)


@pytest.fixture(scope="module")
def passed(drawn, tmp_path_factory) -> set[int]:
    return harmless(drawn, tmp_path_factory.mktemp("pairs"))


def test_nothing_that_is_called_harmless_allows_a_request_newly(drawn, passed):
    for number in sorted(passed):
        request = newly_allowed_request(drawn[number], SEED + number)
        assert request is None, f"GUARD_SEED={SEED}, pair {number}: {drawn[number]} newly allows {request}"


def test_a_third_of_the_pairs_is_called_harmless(drawn, passed):
    assert len(passed) >= len(drawn) / 3, f"GUARD_SEED={SEED}: {len(passed)} of {len(drawn)}"


@pytest.fixture(scope="module")
def fixed() -> list[Pair]:
    return pairs(MUTANTS_PAIRS, MUTANTS_SEED)


@pytest.fixture(scope="module")
def passed_of_fixed(fixed, tmp_path_factory) -> set[int]:
    return harmless(fixed, tmp_path_factory.mktemp("fixed"))


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_guard_is_found(name, fixed, passed_of_fixed, tmp_path):
    wrongly = harmless(fixed, tmp_path, broken=compiled(name, tmp_path, java)) - passed_of_fixed
    assert any(newly_allowed_request(fixed[number], MUTANTS_SEED + number) for number in sorted(wrongly)), \
        f"{name} was not found among {len(wrongly)} pairs"
