"""docs/explanation/architecture.md and README.md draw the present template."""
import pytest

from tools.pages import architecture_page

PAGE = architecture_page.PAGE.read_text(encoding="utf-8")


def test_every_module_is_in_the_table_of_the_code():
    root = architecture_page.PAGE.parents[2]
    modules = {path.parent.name for kind in ("pom.xml", "*.py") for path in root.glob(f"*/{kind}")}
    assert {"items", "tools"} <= modules
    _, _, table = PAGE.partition("## The code")
    assert {module for module in modules if f"`{module}/`" not in table} == set()


def test_a_permission_more_is_drawn(template):
    statement = template["Resources"]["ReaderRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][0]
    statement["Action"] = [statement["Action"], "dynamodb:Query"]
    assert 'ReaderFunction -->|"GetItem, Query"| ItemsTable' in architecture_page.written(PAGE, template)


def test_a_denial_is_not_drawn_as_a_call(template):
    statement = template["Resources"]["ReaderRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][0]
    statement["Effect"] = "Deny"
    assert 'ReaderFunction -->|"GetItem"| ItemsTable' not in architecture_page.written(PAGE, template)


def test_each_rule_is_drawn_with_what_it_watches():
    for watched, rule in [("ItemsKey", "ItemsKeyRule"), ("ItemsTable", "ItemsTableRule"), ("WriterLogGroup", "LogGroupsRule"),
                          ("ReaderLogGroup", "LogGroupsRule"), ("WriterFailureQueue", "WriterFailureQueueRule")]:
        assert f'  {watched} -->|"calls that weaken it, by CloudTrail"| {rule}\n' in PAGE
    assert PAGE.count("calls that weaken it") == 5


def test_what_the_key_does_not_encrypt_is_drawn_outside(template):
    assert "    WriterFailureQueue[[" in PAGE
    del template["Resources"]["WriterFailureQueue"]["Properties"]["KmsMasterKeyId"]
    page = architecture_page.written(PAGE, template)
    assert "    WriterFailureQueue[[" not in page
    assert "\n  WriterFailureQueue[[" in page


def test_a_resource_of_a_new_kind_cannot_be_forgotten(template):
    template["Resources"]["Topic"] = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "more"}}
    with pytest.raises(NotImplementedError, match="AWS::SNS::Topic"):
        architecture_page.written(PAGE, template)


def test_a_page_without_its_markers_is_refused(template):
    with pytest.raises(ValueError, match="marker"):
        architecture_page.written("# Architecture\n", template)
