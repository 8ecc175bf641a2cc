"""docs/performance.md quotes the last recorded run of `make bench`."""
import json
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
RESULTS = CHECKOUT / "bench" / "results"
PAGE = (CHECKOUT / "docs" / "performance.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    report = (RESULTS / "README.md").read_text(encoding="utf-8")
    return report.split(f"## {title}\n\n")[1].split("\n\n")[0].rstrip()


@pytest.mark.parametrize("title", ["Goals", "Cold start and warm calls, full CPU", "First call after a restore"])
def test_the_page_has_the_tables_of_the_results(title):
    assert section(title) in PAGE


def test_the_page_says_when_on_what_and_by_which_command():
    run = json.loads((RESULTS / "samples.json").read_text(encoding="utf-8"))
    machine = run["machine"]
    for what in (f"`{run['command']}`", machine["date"], machine["processor"], machine["java"], machine["python"]):
        assert what in PAGE


def test_every_picture_is_there_and_every_chart_is_shown():
    shown = re.findall(r"\(\.\./bench/results/(\w+\.svg)\)", PAGE)
    assert sorted(shown) == sorted(path.name for path in RESULTS.glob("*.svg"))


def test_every_run_quoted_was_recorded():
    for link in re.findall(r"\(\.\./(bench/results/[\w/-]*README\.md)\)", PAGE):
        assert (CHECKOUT / link).is_file(), link
