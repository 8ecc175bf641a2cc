"""Says on standard error what is going on, and for how long. Standard library only."""
from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time

_STARTED = time.monotonic()
_REPEAT_SECONDS = 15


class Failure(Exception):
    """An error the user can act on: its text is shown as it is, without a stack trace."""


def say(text: str) -> None:
    print(f"[{time.monotonic() - _STARTED:3.0f} s] {text}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(text: str):
    """Announces a step, and says every 15 seconds that it still runs."""
    say(text)
    done = threading.Event()

    def repeat():
        while not done.wait(_REPEAT_SECONDS):
            say(f"{text}: still at it")

    ticker = threading.Thread(target=repeat, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()


def _interrupt(number, _frame):
    raise KeyboardInterrupt(number)


def run_main(main) -> None:
    """Runs a command's main function and exits: 1 and one line on a Failure, 128 + its number on a signal."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        sys.exit(main(sys.argv[1:]))
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt as interrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(128 + (interrupt.args[0] if interrupt.args else signal.SIGINT))
