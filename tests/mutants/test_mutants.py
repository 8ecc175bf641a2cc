"""Tests of the tool that proves the template tests, and a sample of its mutants. All of them: make mutants."""
import random

import pytest

from tests.mutants.generate import mutants_of
from tests.mutants.kill import try_all
from tests.mutants.mutant import Mutant, mutant
from tests.template.stack import load

SAMPLE = 40


@pytest.fixture(scope="module")
def template() -> dict:
    return load()


@pytest.fixture(scope="module")
def mutants(template) -> list[Mutant]:
    return mutants_of(template)


def killers(template: dict, mutants: list[Mutant]) -> list[str | None]:
    found = []
    try_all(template, [each.of(template) for each in mutants], lambda test, _: found.append(test))
    return found


def test_a_sample_of_the_mutants_dies(template, mutants):
    seed = random.SystemRandom().randrange(10**6)
    print(f"again: python3 -m tests.mutants --sample {SAMPLE} --seed {seed}")
    sample = random.Random(seed).sample(mutants, SAMPLE)
    died = killers(template, sample)
    survivors = [each.name for each, test in zip(sample, died, strict=True) if not test]
    assert survivors == []


# Killed by the last test of a file, and at the translation.
DIFFERENT_DEATHS = [
    mutant(("Resources", "ItemsKeyAlias", "Properties", "TargetKeyId"), "another value", "x"),
    mutant(("Globals", "Function", "Runtime"), "dropped"),
]


def test_what_no_test_notices_survives_whatever_died_before_it(template):
    """A test that is not torn down completely would fail on any next mutant, and count as its killer."""
    unnoticed = mutant(("Description",), "another", "Another stack")
    found = killers(template, [each for deadly in DIFFERENT_DEATHS for each in (deadly, unnoticed)])
    assert all(found[0::2])
    assert found[1::2] == [None] * len(DIFFERENT_DEATHS)


def test_every_mutant_has_a_name_of_its_own_and_changes_the_template(template, mutants):
    assert len({each.name for each in mutants}) == len(mutants)
    assert all(each.of(template) != template for each in mutants[::25])


@pytest.mark.parametrize("name", [
    "Resources.ReaderRole.Properties.Policies.0.PolicyDocument.Statement.0.Action: all of the service",
    "Resources.WriterRole.Properties.Policies.0.PolicyDocument.Statement.0.Condition: dropped",
    "Resources.WriterRole.Properties.Policies.0.PolicyDocument.Statement.1: dropped",
    "Resources.ItemsKey.Properties.KeyPolicy.Statement.0.Action: kms:* as well",
    "Resources.ItemsKey.Properties.KeyPolicy.Statement.2.Condition.StringEquals.kms:ViaService: dropped",
    # In a branch of Fn::If.
    "Resources.ItemsKey.Properties.KeyPolicy.Statement.4.Fn::If.1.Condition.StringEquals.kms:ViaService: dropped",
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
