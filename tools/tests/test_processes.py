"""Processes are told apart, and none outlives the command that started it."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tools import processes

ROOT = Path(__file__).resolve().parents[2]


def test_a_process_is_distinguished_from_another_with_its_pid():
    own = processes.start_time(os.getpid())
    assert own and processes.start_time(os.getppid()) != "" and processes.start_time(2 ** 22 + 1) == ""
    child = subprocess.Popen(["sleep", "60"])
    processes.end(child.pid, "another start time")
    assert child.poll() is None
    processes.end(child.pid, processes.start_time(child.pid))
    assert child.wait() == -signal.SIGTERM


def test_an_interrupted_command_leaves_no_child_of_its_own(tmp_path):
    script = ("import sys, pathlib; from tools import processes; from tools.progress import run_main\n"
              "run_main(lambda _: processes.run_quietly(['sh', '-c', 'sleep 61 & echo $! >pid; wait'], pathlib.Path('log'), "
              "{'PATH': '/usr/bin:/bin'}, pathlib.Path('.')))")
    launcher = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
                                stderr=subprocess.PIPE, text=True)
    pid = tmp_path / "pid"
    while not (pid.exists() and pid.read_text().strip()):
        time.sleep(0.02)
    launcher.terminate()
    assert (launcher.communicate()[1], launcher.returncode) == ("interrupted\n", 128 + signal.SIGTERM)
    assert processes.start_time(int(pid.read_text())) == ""
