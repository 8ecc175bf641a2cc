"""Reports progress on standard error. Standard library only."""
from __future__ import annotations

import contextlib
import errno
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from tools import disk, terminal

_STARTED = time.monotonic()
_REPEAT_SECONDS = 15
_OVERWRITE = "\r\033[K"
_live: list[_LiveStep] = []  # the innermost last; only that one is shown


class Failure(Exception):
    """An error the user can act on: its text is shown as it is, without a stack trace."""


def say(text: str) -> None:
    before = _OVERWRITE if _live else ""
    elapsed = terminal.styled(f"[{time.monotonic() - _STARTED:3.0f} s]", "dim", sys.stderr)
    print(f"{before}{elapsed} {text}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(text: str, state: Callable[[], str] | None = None):
    """Reports a step. In a terminal its seconds count up in place; elsewhere there is a line every 15 s.

    state: says how far the step is; without it, the lines say "still running"
    """
    kind = _LiveStep if terminal.is_live(sys.stderr) else _PlainStep
    running = kind(text, state)
    done = threading.Event()

    def repeat():
        while not done.wait(running.seconds):
            running.still()

    ticker = threading.Thread(target=repeat, daemon=True)
    ticker.start()
    good = False
    try:
        yield
        good = True
    finally:
        done.set()
        ticker.join()
        running.end(good)


class _PlainStep:
    seconds = _REPEAT_SECONDS

    def __init__(self, text: str, state: Callable[[], str] | None):
        self._text, self._state = text, state or (lambda: "still running")
        say(text)

    def still(self) -> None:
        say(f"{self._text}: {self._state()}")

    def end(self, good: bool) -> None:
        pass


class _LiveStep:
    seconds = 1

    def __init__(self, text: str, state: Callable[[], str] | None):
        self._text, self._state, self._began = text, state, time.monotonic()
        _live.append(self)
        self.still()

    def still(self) -> None:
        if _live[-1:] == [self]:
            state = f": {self._state()}" if self._state else ""
            print(f"{_OVERWRITE}{self._line(state)}", end="", file=sys.stderr, flush=True)

    def end(self, good: bool) -> None:
        _live.remove(self)
        print(f"{_OVERWRITE}{self._line(' ' + terminal.mark(good, sys.stderr))}", file=sys.stderr, flush=True)

    def _line(self, end: str) -> str:
        now = time.monotonic()
        elapsed = terminal.styled(f"[{self._began - _STARTED:3.0f} s]", "dim", sys.stderr)
        return f"{elapsed} {self._text} {terminal.styled(f'{now - self._began:.0f} s', 'dim', sys.stderr)}{end}"


_interrupted = -math.inf
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _interrupt(number, _frame):
    """Once a second: make and the terminal may both send one, and the second would interrupt what ends the command."""
    global _interrupted
    now = time.monotonic()
    if now - _interrupted > 1:
        _interrupted = now
        raise KeyboardInterrupt(number)


def ends_at_once() -> None:
    """From here on a signal ends this command, which has nothing to clean up; Ctrl-C is how the user ends it."""
    for number in _SIGNALS:
        if signal.getsignal(number) is _interrupt:
            signal.signal(number, lambda number, _: os._exit(0 if number == signal.SIGINT else 128 + number))


def _fail(text: str) -> None:
    with contextlib.suppress(OSError):  # standard error may be on the full disk
        print(f"{terminal.styled('error:', 'red', sys.stderr)} {text}{disk.shortage()}", file=sys.stderr, flush=True)
    sys.exit(1)


def run_main(main) -> None:
    """Runs a command's main function and exits: 1 and one line on a Failure or a full disk, 128 + its number on a signal."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _interrupt)
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
        sys.exit(status)
    except Failure as failure:
        _fail(str(failure))
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EPIPE):
            raise
        # Python would flush it once more, fail again and exit with 120.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.EPIPE:  # who reads, such as head, has ended
            sys.exit(128 + signal.SIGPIPE)
        _fail(": ".join(filter(None, [error.strerror, error.filename])))
    except KeyboardInterrupt as interrupt:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        print("interrupted", file=sys.stderr)
        sys.exit(128 + (interrupt.args[0]))
