"""The arithmetic of docs/reference/cost.md, checked against amounts computed by hand."""
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tools.pages.cost import cost_model as model
from tools.pages.cost.cost_model import GB, MILLION, REGIONS, SECONDS, Prices, Settings

LOGS_PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "logs.md").read_text(encoding="utf-8")
BOOK = model.book()


@pytest.fixture
def prices() -> Prices:
    return Prices("us-east-1")


@pytest.mark.parametrize(("size", "write", "consistent", "eventual"), [
    (0, 1, "1", "0.5"), (1024, 1, "1", "0.5"), (1025, 2, "1", "0.5"), (4096, 4, "1", "0.5"), (4097, 5, "2", "1"), (409_600, 400, "100", "50")])
def test_each_kb_begun_is_a_write_unit_and_each_four_a_read_unit(size, write, consistent, eventual):
    assert model.write_units(size) == write
    assert (model.read_units(size, True), model.read_units(size, False)) == (Decimal(consistent), Decimal(eventual))


def test_units_on_demand_are_paid_by_the_million(prices):
    assert prices.units("write", 2 * MILLION, 1025) == Decimal("2.5")
    assert prices.units("read", MILLION, 1024) == Decimal("0.0625")
    assert prices.units("read", MILLION, 1024, consistent=True) == Decimal("0.125")


def test_capacity_is_paid_for_730_hours(prices):
    assert prices.capacity(reads=5, writes=0) == Decimal("0.4745")
    assert prices.capacity(reads=0, writes=5) == Decimal("2.3725")


@pytest.mark.parametrize("kind", ["read", "write"])
def test_a_unit_used_at_break_even_costs_the_same_on_demand(prices, kind):
    used = prices.break_even(kind) * SECONDS
    assert prices.cost(f"{kind}_requests", used) == pytest.approx(prices.cost(f"{kind}_capacity", model.HOURS))
    assert prices.break_even(kind) == pytest.approx(Decimal("0.2889"), abs=Decimal("0.0001"))


def test_compute_is_seconds_times_gigabytes(prices):
    assert prices.compute(MILLION, 20, 512, "arm64") == Decimal("0.133334")
    assert prices.compute(MILLION, 20, 1024, "x86_64") == Decimal("0.333334")


def test_lines_are_paid_when_they_come_and_while_they_are_kept(prices):
    calls = GB // model.LOG_BYTES
    lines_in, kept = prices.logs(calls, retention_days=30)
    assert lines_in == pytest.approx(Decimal("0.50"), rel=Decimal("0.0001"))
    with_overhead = 1 + Decimal(26 * 3) / model.LOG_BYTES
    assert kept == pytest.approx(Decimal("0.03") * with_overhead * 720 / 730, rel=Decimal("0.0001"))


def test_each_first_call_of_a_second_is_traced_and_one_in_twenty_of_the_others():
    assert model.traced(1000) == 1000
    assert model.traced(SECONDS) == SECONDS == 2_628_000
    assert model.traced(SECONDS + 100) == SECONDS + 5


def test_a_stored_item_is_100_bytes_larger(prices):
    assert prices.stored(GB, 100) == (50, 40)


def test_a_month_in_use_is_the_sum_of_its_parts(prices):
    settings = Settings(memory=512, architecture="arm64", read_capacity=5, write_capacity=5, retention_days=14)
    # 8 metrics and 35,040 requests of the key
    assert prices.in_use(0, settings) == Decimal("2.40") + Decimal("0.10512")
    logs = sum(prices.logs(2000, 14))
    # 2,000 requests, 15 GB-seconds, 2,000 traces
    assert prices.in_use(1000, settings) == prices.in_use(0, settings) + Decimal("0.0004") + Decimal("0.000200001") + logs + Decimal("0.01")


@pytest.mark.parametrize("name", BOOK["prices"])
def test_every_price_has_an_amount_and_a_source_in_every_region(name):
    price = BOOK["prices"][name]
    assert price.keys() == {"what", "per", "unit", "page", *REGIONS}
    for region in REGIONS:
        amount, source = price[region]
        assert Decimal(amount) > 0
        assert source in BOOK["sources"]


def test_the_lines_counted_are_those_of_the_page_on_logs():
    own, *lambdas = map(json.loads, model.LOG_LINES)
    shown, *_ = re.findall(r"```json\n(.*?)```", LOGS_PAGE, re.DOTALL)
    assert own.keys() == json.loads(shown).keys() - {"start"}
    assert [line["type"] for line in lambdas] == ["platform.start", "platform.report"]
    assert {line["record"]["requestId"] for line in lambdas} == {own["requestId"]}


def test_the_metrics_counted_are_those_of_the_page_on_logs():
    assert re.search(rf"about\s+{model.METRICS_AT_MOST} in an environment that sees everything", LOGS_PAGE)
