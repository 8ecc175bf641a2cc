"""Colours and tables, if the output is a terminal that allows them. Standard library only."""
from __future__ import annotations

import os
import re
import shutil
import sys

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}
_ESCAPES = re.compile(r"\033\[[0-9;]*m")
_GAP = "  "


def is_live(stream) -> bool:
    """Whether lines can be overwritten."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def styled(text: str, style: str, stream=None) -> str:
    """The text in a style, unless NO_COLOR (https://no-color.org) is set or the stream is not a terminal."""
    wanted = is_live(stream or sys.stdout) and not os.environ.get("NO_COLOR")
    return f"\033[{_CODES[style]}m{text}\033[0m" if wanted and text else text


def plain(text: str) -> str:
    """The text without styles. Maven writes them into files, too."""
    return _ESCAPES.sub("", text)


def mark(good: bool, stream) -> str:
    """A tick or a cross, or a word if the stream cannot write them."""
    text, word = ("✓", "done") if good else ("✗", "failed")
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        text = word
    return styled(text, "green" if good else "red", stream)


def table(headers: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as their widest cell; the last one is wrapped to the terminal's width."""
    widths = [max(map(_width, column)) for column in zip(headers, *rows, strict=True)]
    left = sum(widths[:-1]) + len(_GAP) * (len(widths) - 1)
    lines = [_line([styled(header, "dim") for header in headers], widths)]
    for *cells, last in rows:
        first, *more = _wrapped(last, max(20, _columns() - left))
        lines.append(_line([*cells, first], widths))
        lines += [" " * left + text for text in more]
    return "\n".join(lines)


def _columns() -> int:
    return shutil.get_terminal_size().columns if is_live(sys.stdout) else 1000


def _line(cells: list[str], widths: list[int]) -> str:
    return _GAP.join(cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return len(plain(text))


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and _width(lines[-1]) + 1 + _width(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines
