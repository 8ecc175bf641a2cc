"""Every page with a generated part is as `make docs` writes it."""
import pytest

from tests.template.stack import load
from tools.pages.__main__ import pages
from tools.pages.generated import DOCS

PAGES = pages(load())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_page_is_about_the_present_template(path):
    page = path.read_text(encoding="utf-8")
    assert PAGES[path](page) == page, f"{path.relative_to(DOCS.parent)} is stale: run make docs"
