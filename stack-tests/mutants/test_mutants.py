"""The tool that proves the template tests, itself proven; and a sample of the proof. The whole of it: make mutants."""
import random

import pytest
from equivalents import EQUIVALENTS
from generate import mutants_of
from kill import try_all
from mutant import Mutant, mutant
from stack import load

SAMPLE = 40


@pytest.fixture(scope="module")
def template() -> dict:
    return load()


@pytest.fixture(scope="module")
def mutants(template) -> list[Mutant]:
    return mutants_of(template)


def killers(templates: list[dict]) -> list[str | None]:
    found = []
    try_all(templates, lambda test, _: found.append(test))
    return found


def test_a_sample_of_the_mutants_dies(template, mutants):
    seed = random.SystemRandom().randrange(10**6)
    print(f"again: python3 stack-tests/mutants --sample {SAMPLE} --seed {seed}")
    sample = random.Random(seed).sample(mutants, SAMPLE)
    died = killers([each.of(template) for each in sample])
    survivors = [each.name for each, test in zip(sample, died, strict=True) if not test]
    assert set(survivors) <= EQUIVALENTS.keys()


def test_a_mutant_that_no_test_notices_survives_between_two_that_die(template):
    opened = mutant(("Resources", "ItemsKey", "Properties", "EnableKeyRotation"), "flipped", False)
    unnoticed = mutant(("Description",), "another", "Another stack")
    first, second, third = killers([each.of(template) for each in (opened, unnoticed, opened)])
    assert "test_the_key_rotates_every_year" in first
    assert second is None
    assert third == first


def test_every_mutant_has_a_name_of_its_own_and_changes_the_template(template, mutants):
    assert len({each.name for each in mutants}) == len(mutants)
    assert all(each.of(template) != template for each in mutants)


def test_what_is_equivalent_is_a_mutant_with_a_reason(mutants):
    assert EQUIVALENTS.keys() <= {each.name for each in mutants}
    assert all(EQUIVALENTS.values())


@pytest.mark.parametrize("name", [
    "Resources.ReaderRole.Properties.Policies.0.PolicyDocument.Statement.0.Action: all of the service",
    "Resources.ItemsKey.Properties.KeyPolicy.Statement.0.Action: kms:* as well",
    "Resources.ItemsKey.Properties.KeyPolicy.Statement.1.Condition.StringEquals.kms:ViaService: dropped",
    "Resources.ItemsTable.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled: flipped",
    "Resources.WriterLogGroup.Properties.KmsKeyId: dropped",
    "Resources.WriterFunction.Properties.KmsKeyArn: too much",
    "Resources.WriterFunction.Properties.LoggingConfig: dropped",
    "Function.Handler: swapped",
    "Globals.Function.Environment.Variables.DYNAMODB_TABLE_NAME: dropped",
    "Parameters.Environment.AllowedValues: dropped",
])
def test_the_mistakes_that_matter_most_are_among_the_mutants(mutants, name):
    assert name in {each.name for each in mutants}
