"""Ctrl-C or another signal at any moment of a command ends it without a stack trace."""
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AS_MODULE = "import os, signal, sys, time; sys.argv[0] = '-m'; own = os.getpid(); "  # as `python3 -m` imports a package
AT_START = "import tools; os.kill(own, 2)"
BEFORE_START = ("signal.pthread_sigmask(signal.SIG_BLOCK, [2]); os.kill(own, 2); "
                "os.execv(sys.executable, [sys.executable, '-m', 'tools.install'])")
IN_MAIN = "from tools import progress; progress.run_main(lambda _: os.kill(own, 2))"
TWICE = """
from tools import progress
def main(_):
    try:
        os.kill(own, 2)
    finally:
        os.kill(own, 2); os.kill(own, 15); print("cleaned up", file=sys.stderr)
progress.run_main(main)"""
AT_ONCE = "from tools import progress; progress.run_main(lambda _: (progress.ends_at_once(), os.kill(own, {}), time.sleep(60)))"


@pytest.mark.parametrize("script, end", [
    (AT_START, (-signal.SIGINT, "")), (BEFORE_START, (-signal.SIGINT, "")), (IN_MAIN, (130, "interrupted\n")),
    (TWICE, (130, "cleaned up\ninterrupted\n")), (AT_ONCE.format(2), (0, "")), (AT_ONCE.format(15), (143, ""))])
def test_an_interrupted_command_shows_no_stack_trace(script, end):
    done = subprocess.run([sys.executable, "-c", AS_MODULE + script], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == end


def test_a_command_whose_reader_has_ended_ends_without_a_word():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-c", "from tools.progress import run_main; run_main(print)"], cwd=ROOT,
                          stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, "")


def test_an_import_elsewhere_leaves_signals_alone():
    script = "import tools, signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout == "True\n"
