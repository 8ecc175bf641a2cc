"""What the test of the deployed stack asks IAM is the access matrix, without its conditions."""
from tests.access.decisions import ROLES, allowed, decisions

DECISIONS = decisions()["decisions"]


def test_every_documented_access_is_asked_for():
    for role, expects in ROLES.items():
        rows = [row for row in DECISIONS if row["role"] == role]
        assert {(action, row["resource"]) for row in rows for action in row["allowed"]} == allowed(expects)


def test_both_roles_are_asked_for_the_same():
    asked = {role: {(action, row["resource"], row["arn"]) for row in DECISIONS if row["role"] == role
                    for action in row["allowed"] + row["refused"]} for role in ROLES}
    assert asked["WriterRoleArn"] == asked["ReaderRoleArn"] != set()
