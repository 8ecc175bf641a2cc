"""Targets run side by side: each output is shown as a whole, a failure is kept, nothing outlives an interruption."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import processes

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = """
good:
\t@echo one; sleep 0.2; echo two
bad:
\t@echo broken; exit 3
endless:
\t@sleep 62 & echo $$! >pid; wait
"""


@pytest.fixture
def together(tmp_path):
    """Starts the command in a folder with a Makefile of its own."""
    (tmp_path / "Makefile").write_text(MAKEFILE)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}

    def start(*targets):
        return subprocess.Popen([sys.executable, "-m", "tools.together", *targets], cwd=tmp_path, text=True,
                                env={**environment, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return start


def test_each_target_is_shown_whole_and_one_failure_is_the_result(together):
    done = together("good", "bad", "good")
    shown, said = done.communicate()
    assert done.returncode == 1 and said.rstrip().endswith("failed: bad")
    assert shown.count("one\ntwo\n") == 2 and "make bad failed" in shown and "broken\n" in shown


def test_targets_that_pass_pass_and_the_last_line_says_so(together):
    done = together("good")
    shown, said = done.communicate()
    assert "make good passed" in shown and said.rstrip().endswith("passed: good") and done.returncode == 0


def test_an_interruption_ends_every_target(together, tmp_path):
    running = together("endless", "good")
    pid = tmp_path / "pid"
    while not (pid.exists() and pid.read_text().strip()):
        time.sleep(0.02)
    running.terminate()
    assert running.communicate()[1].rstrip().endswith("interrupted") and running.returncode == 128 + signal.SIGTERM
    assert processes.start_time(int(pid.read_text())) == ""
