"""Writes the generated parts of the pages in docs/: `python -m tools.pages`."""
import logging

from tests.template.stack import load
from tools.pages import access_page, architecture_page
from tools.pages.cost import cost_page


def main() -> None:
    logging.disable(logging.WARNING)  # the SAM translator misses a place for its metrics
    template = load()
    for path, written in ((access_page.PAGE, lambda page: access_page.written(page, access_page.matrix())),
                          (architecture_page.PAGE, lambda page: architecture_page.written(page, template)),
                          (cost_page.PAGE, lambda page: cost_page.written(page, template))):
        path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{path.parent.name}/{path.name} is up to date")


if __name__ == "__main__":
    main()
