"""Ctrl-C at any moment of a command ends it without a stack trace."""
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AT_START = "import os, sys; sys.argv[0] = '-m'; import tools; os.kill(os.getpid(), 2)"  # as `python3 -m` imports a package
IN_MAIN = f"{AT_START.replace('os.kill', 'from tools.progress import run_main; run_main(lambda _: os.kill')})"


@pytest.mark.parametrize("script, end", [(AT_START, (-signal.SIGINT, "")), (IN_MAIN, (130, "interrupted\n"))])
def test_an_interrupted_command_shows_no_stack_trace(script, end):
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == end


def test_an_import_elsewhere_leaves_signals_alone():
    script = "import tools, signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout == "True\n"
