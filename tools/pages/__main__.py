"""Writes the generated parts of README.md and of the pages in docs/: `python -m tools.pages`."""
import logging
from collections.abc import Callable
from pathlib import Path

from tests.template.stack import load
from tools.pages import access_page, alarms_page, architecture_page, parameters_page
from tools.pages.cost import cost_page
from tools.pages.generated import DOCS


def pages(template: dict) -> dict[Path, Callable[[str], str]]:
    """Page -> the function that brings its text up to date."""
    return {
        access_page.PAGE: lambda page: access_page.written(page, access_page.matrix()),
        alarms_page.PAGE: lambda page: alarms_page.written(page, template),
        architecture_page.PAGE: lambda page: architecture_page.written(page, template),
        architecture_page.README: lambda page: architecture_page.written_readme(page, template),
        cost_page.PAGE: lambda page: cost_page.written(page, template),
        parameters_page.PAGE: lambda page: parameters_page.written(page, template),
    }


def main() -> None:
    logging.disable(logging.WARNING)  # the SAM translator warns that nothing collects its metrics
    for path, written in pages(load()).items():
        path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{path.relative_to(DOCS.parent)} is up to date")


if __name__ == "__main__":
    main()
