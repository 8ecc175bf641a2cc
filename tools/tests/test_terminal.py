"""Output in a terminal, and in a file or a pipe."""
import io
import json
import re
import time
import types

import pytest

from local.launcher.log_line import call_line, readable
from tools import progress, terminal

CALL = {"timestamp": "2026-11-22T17:43:36.248Z", "level": "INFO", "outcome": "Written", "function": "acme-dev-writer",
        "requestId": "7713524a", "attempts": 1, "dynamoDbMs": 9.674, "bytes": 1284}


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


def write_to(stream, monkeypatch):
    """Replaces sys in the modules: pytest replaces its streams between a fixture and its test."""
    for module in (terminal, progress):
        monkeypatch.setattr(module, "sys", types.SimpleNamespace(stdout=stream, stderr=stream))


@pytest.fixture
def screen(monkeypatch):
    """Standard output and error are a terminal of 60 columns."""
    screen = Terminal()
    write_to(screen, monkeypatch)
    for name, value in {"TERM": "xterm", "NO_COLOR": "", "COLUMNS": "60"}.items():
        monkeypatch.setenv(name, value)
    return screen


def test_colours_are_for_terminals_that_want_them(screen, monkeypatch):
    assert terminal.styled("x", "red") == "\033[31mx\033[0m"
    assert terminal.styled("x", "red", io.StringIO()) == "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal.styled("x", "red") == "x"
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("TERM", "dumb")
    assert terminal.styled("x", "red") == "x"


def test_a_table_aligns_its_columns_and_wraps_the_last_one(screen):
    rows = [["a", terminal.styled("bb", "green"), "one two three four five six seven eight nine ten eleven"], ["ccc", "d", "e"]]
    plain = terminal._ESCAPES.sub("", terminal.table(["x", "y", "z"], rows)).splitlines()
    assert plain == ["x    y   z", "a    bb  one two three four five six seven eight nine ten", "         eleven", "ccc  d   e"]


def test_a_table_in_a_pipe_is_not_wrapped(monkeypatch):
    write_to(io.StringIO(), monkeypatch)
    text = "word " * 80
    assert terminal.table(["x"], [[text]]).splitlines()[1] == text.rstrip()


def test_a_step_counts_up_in_place_and_ends_with_a_mark(screen, monkeypatch):
    monkeypatch.setattr(progress._LiveStep, "seconds", 0.01)
    with progress.step("building"):
        while screen.getvalue().count("building") < 3:
            time.sleep(0.01)
        progress.say("by the way")
    text = terminal._ESCAPES.sub("", screen.getvalue())
    assert text.count("\n") == 2
    assert re.search(r"building \d+ s ✓\n$", text)
    assert "s] by the way\n" in text


def test_a_step_that_fails_is_marked_as_failed(screen):
    with pytest.raises(ZeroDivisionError), progress.step("building"):
        raise ZeroDivisionError
    assert "✗" in screen.getvalue() and progress._live == []


def test_a_terminal_that_cannot_write_the_signs_gets_words(screen):
    screen.encoding = "ascii"
    assert "done" in terminal.mark(True, screen) and "failed" in terminal.mark(False, screen)


def test_without_a_terminal_a_step_is_a_line_and_says_that_it_is_still_running(monkeypatch):
    output = io.StringIO()
    write_to(output, monkeypatch)
    monkeypatch.setattr(progress._PlainStep, "seconds", 0.01)
    with progress.step("building"):
        while output.getvalue().count("\n") < 2:
            time.sleep(0.01)
    first, second, *_ = output.getvalue().splitlines()
    assert first.endswith("s] building") and second.endswith("s] building: still running")
    assert "\r" not in output.getvalue() and "\033" not in output.getvalue()


def test_a_call_s_line_is_readable():
    line = readable("writer", json.dumps({**CALL, "attempts": 3, "start": "restore"}))
    assert line.endswith("  writer  INFO   Written         7713524a  restored, DynamoDB 10 ms, 3 tries, 1,284 bytes")


def test_lambda_s_report_says_how_long_the_call_took_and_its_other_lines_nothing():
    report = {"time": "2026-11-22T17:43:36.257Z", "type": "platform.report",
              "record": {"requestId": "7713524a", "metrics": {"durationMs": 833.1, "restoreDurationMs": 320}}}
    assert readable("writer", json.dumps(report)).endswith("7713524a  restore 320 ms, call 833 ms")
    assert readable("writer", json.dumps({**report, "type": "platform.start"})) is None


def test_a_message_is_shown_without_its_json():
    line = readable("writer", json.dumps({"timestamp": "2026-11-22T17:43:36.257Z", "level": "INFO", "message": "primed: it"}))
    assert line.endswith("36.257  writer  INFO   primed: it")


@pytest.mark.parametrize("text", ["no JSON", "[1]", '{"message": "x"}', ""])
def test_any_other_line_is_shown_as_it_is(text):
    assert call_line(text) is None
    assert readable("reader", text) == f"{' ' * 12}  reader  {text}"
