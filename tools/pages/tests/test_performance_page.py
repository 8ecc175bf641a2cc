"""docs/explanation/performance.md shows the last recorded run of `make bench`."""
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
RESULTS = CHECKOUT / "bench" / "results"
PAGE = (CHECKOUT / "docs" / "explanation" / "performance.md").read_text(encoding="utf-8")


def test_the_page_names_the_day_and_the_machine_of_the_results():
    _, date, processor = re.search(r"Written by `(make bench)`\. ([\d-]+), ([^,]+),",
                                   (RESULTS / "README.md").read_text(encoding="utf-8")).groups()
    assert date in PAGE and processor in PAGE


def test_every_picture_is_there_and_every_chart_is_shown():
    shown = re.findall(r"\(\.\./\.\./bench/results/(\w+\.svg)\)", PAGE)
    assert sorted(shown) == sorted(path.name for path in RESULTS.glob("*.svg"))
