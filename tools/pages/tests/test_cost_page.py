"""docs/reference/cost.md covers the whole present template, and its columns add up."""
import copy
import re
from decimal import Decimal

import pytest

from tests.template.stack import DEPLOYMENTS, Deployment, Stack
from tools.pages.cost import cost_page
from tools.pages.cost.cost_model import Prices
from tools.pages.cost.cost_resources import BILLED_BY, dashboard_metrics, idle

PAGE = cost_page.PAGE.read_text(encoding="utf-8")


def rows(name: str, page: str = PAGE) -> dict[str, list[str]]:
    """First cell -> the other cells, of a table of the page."""
    text = re.search(rf"<!-- begin of the table of {name}:.*?-->(.*?)<!-- end", page, re.DOTALL)[1]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines() if line.startswith("|")]
    return {first: others for first, *others in lines[2:]}


def amounts(table: dict, *names: str) -> list[list[Decimal]]:
    """The columns of the rows whose names begin with these."""
    chosen = [cells for name in names for first, cells in table.items() if first.startswith(name)]
    assert len(chosen) == len(names)
    return [[Decimal(cell) for cell in column] for column in zip(*chosen, strict=True)]


def without_calls(template: dict, **options: str) -> Decimal:
    return sum(idle(Stack(template, Deployment(options=options)), Prices("us-east-1")).values())


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=str)
def test_the_page_names_every_resource_type_that_a_deployment_has(template, deployment):
    named = {first.strip("`") for first in rows("resources")}
    assert {resource["Type"] for resource in Stack(template, deployment).resources.values()} - named == set()


def test_no_type_is_explained_that_the_template_does_not_have():
    assert {first.strip("`") for first in rows("resources")} == BILLED_BY.keys()


def test_a_resource_of_a_new_type_cannot_be_forgotten(template):
    template["Resources"]["Topic"] = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "more"}}
    with pytest.raises(NotImplementedError, match="AWS::SNS::Topic"):
        cost_page.written(PAGE, template)


def test_the_idle_costs_add_up():
    table = rows("idle")
    for key, alarms, board, capacity, provisioned, on_demand in amounts(
            table, "key", "16 alarms", "dashboard", "capacity", "**`PROVISIONED`", "**`PAY_PER_REQUEST`"):
        assert provisioned == key + alarms + board + capacity
        assert on_demand == key + alarms + board
    assert table["**`PROVISIONED`, in all**"][0] == "8.55"


def test_the_costs_of_a_million_calls_add_up():
    for *calls, units, every, some, first, second, third in amounts(
            rows("a million calls"), "Lambda requests", "Lambda compute", "log lines in", "log lines kept", "DynamoDB on demand",
            "traces, if X-Ray", "traces, if it", "**`PAY_PER_REQUEST`, each", "**`PAY_PER_REQUEST`, 5", "**`PROVISIONED`, 5"):
        assert abs(first - sum(calls) - units - every) < Decimal("0.01")
        assert abs(second - sum(calls) - units - some) < Decimal("0.01")
        assert abs(third - sum(calls) - some) < Decimal("0.01")


def test_the_costs_of_the_types_add_up_to_those_of_an_idle_stack():
    total = sum(Decimal(cells[-1]) for cells in rows("resources").values())
    assert str(total) == rows("idle")["**`PROVISIONED`, in all**"][0]


def test_an_alarm_is_billed_for_each_metric_that_it_watches(template):
    before = without_calls(template)
    second = copy.deepcopy(template["Resources"]["TableReadCapacityAlarm"]["Properties"]["Metrics"][1])
    template["Resources"]["TableReadCapacityAlarm"]["Properties"]["Metrics"].append(second | {"Id": "more"})
    assert without_calls(template) == before + Decimal("0.10")
    assert "16 alarms on 18 metrics" in cost_page.Tables(template).idle()


def test_capacity_is_billed_where_it_is_provisioned(template):
    assert without_calls(template, WriteCapacity="6") - without_calls(template) == Decimal("0.4745")
    assert without_calls(template) - without_calls(template, BillingMode="PAY_PER_REQUEST") == Decimal("2.847")


def test_the_dashboard_is_small_enough_for_the_free_tier(template):
    assert dashboard_metrics(Stack(template, Deployment())) <= 50


def test_a_page_without_its_markers_is_refused(template):
    with pytest.raises(ValueError, match="marker"):
        cost_page.written("# Cost\n", template)
