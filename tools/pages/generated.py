"""Pages with a part that `make docs` writes."""
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def replaced(page: str, begin: str, end: str, text: str) -> str:
    """The page with this text between its markers, which are whole lines."""
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page lacks a marker: {begin.strip()} or {end.strip()}")
    return f"{before}{begin}{text}{end}{after}"
