"""Runs other programs and leaves none running."""
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tools import cache

_GRACE_SECONDS = 5


def run_quietly(command: list[str], output: Path, environment: dict[str, str], folder: Path) -> int:
    """Runs a command with its output in a file. If interrupted, it ends the command and all that the command started.

    The command keeps the locks of this process: if this process is killed, the command still runs.
    """
    with output.open("w") as file:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=file,
                                   stderr=subprocess.STDOUT, start_new_session=True, pass_fds=cache.held())
    try:
        return process.wait()
    except BaseException:
        end_group(process)
        raise


def run_in_view(command: list[str], environment: dict[str, str]) -> int:
    """Runs a command of the user in the terminal, and passes an interruption on to it."""
    process = subprocess.Popen(command, env=environment)
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_SECONDS)
        process.kill()
        process.wait()
        raise


def start_time(pid: int) -> str:
    """When a process started, in the system's own format; empty if there is none. With the pid it identifies a process."""
    if sys.platform.startswith("linux"):
        try:
            state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if state in "ZX" else fields[18]
    return subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()


def end(pid: int, started: str) -> None:
    """Ends the process if it is still the one that started then."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if start_time(pid) != started:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = time.monotonic() + _GRACE_SECONDS
        while start_time(pid) == started and time.monotonic() < deadline:
            time.sleep(0.02)


def end_group(leader: subprocess.Popen) -> None:
    """Ends a process and everything that it started, even after the process itself has ended."""
    for number, seconds in ((signal.SIGTERM, _GRACE_SECONDS), (signal.SIGKILL, 1)):
        deadline = time.monotonic() + seconds
        try:
            os.killpg(leader.pid, number)
            while time.monotonic() < deadline:
                leader.poll()
                os.killpg(leader.pid, 0)  # fails when none is left
                time.sleep(0.02)
        except (ProcessLookupError, PermissionError):  # macOS refuses if only ended ones are left
            return
