"""docs/reference/access.md says what the policies allow; the audit page names the stack's resources."""
import json
import re

import botocore.session
import botocore.validate
import pytest

from tools.pages import access_page
from tools.pages.generated import DOCS

PAGE = access_page.PAGE.read_text(encoding="utf-8")
AUDIT = (DOCS / "how-to" / "audit.md").read_text(encoding="utf-8")

# By hand, in the order of access_page.WAYS_TO_ITEMS: reads, writes, invokes writer, invokes reader, receives failed
# writes, decrypts by itself, changes the key policy, assumes a role.
ADMINISTRATOR = [True, True, True, True, True, False, True, False]
WITHOUT_THE_TABLE = [False, False, *ADMINISTRATOR[2:]]
WAYS = {
    "writer role": [False, True] + [False] * 6,
    "writer role, both lists given": [False, True] + [False] * 6,
    "reader role": [True] + [False] * 7,
    "reader role, both lists given": [True] + [False] * 7,
    "administrator of the account": ADMINISTRATOR,
    "root user of the account": ADMINISTRATOR,
    "role of DeploymentRoleArns, with administrator's rights": ADMINISTRATOR,
    "role of DeploymentRoleArns, without permissions of its own": [False] * 6 + [True, False],
    "role of RestoreRoleArns, with administrator's rights": ADMINISTRATOR,
    "role of RestoreRoleArns, with the restore policy of account.yaml": [True, True] + [False] * 6,
    "drill role of account.yaml, in RestoreRoleArns": [True] + [False] * 7,
    "any other administrator, both lists given": WITHOUT_THE_TABLE,
    "root user, both lists given": WITHOUT_THE_TABLE,
    "lambda.amazonaws.com": [False] * 7 + [True],
}


@pytest.mark.parametrize("who", WAYS)
def test_items_are_reached_in_the_known_ways_alone(matrix, who):
    assert access_page.item_access(matrix[who].allowed) == WAYS[who]


def test_nobody_else_reaches_items(matrix):
    others = set(matrix) - set(WAYS)
    assert {who for who in others if any(access_page.item_access(matrix[who].allowed))} == set()


def test_the_event_selectors_are_valid_and_name_what_the_stack_is_called(matrix):
    (selectors,) = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", AUDIT, re.DOTALL))
    operation = botocore.session.get_session().get_service_model("cloudtrail").operation_model("PutEventSelectors")
    arguments = {"TrailName": "TRAIL", "AdvancedEventSelectors": selectors}
    assert not botocore.validate.ParamValidator().validate(arguments, operation.input_shape).has_errors()
    named = {arn for selector in selectors for field in selector["FieldSelectors"] if field["Field"] == "resources.ARN"
             for arn in field.get("Equals", []) + field.get("StartsWith", [])}
    own = {resource.arn for resource in matrix["writer role"].resources if resource.label.startswith("own ")}
    assert len(named) == 3
    assert {arn for arn in named if not any(known.startswith(arn) for known in own)} == set()
