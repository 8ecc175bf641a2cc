"""The cache folder, and its locks: a waiting process says what it waits for, and a lock is held as long as its work runs."""
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import cache
from tools.progress import Failure

ROOT = Path(__file__).resolve().parents[2]
HOLDER = ("import pathlib, sys; from tools import cache, processes\n"
          "with cache.locked(cache.folder() / 'x.lock', 'trying it out'):\n"
          "    processes.run_quietly(['sh', '-c', 'echo $$ >pid; exec sleep 63'], pathlib.Path('log'), {}, pathlib.Path('.'))")
WAITER = "from tools import cache\nwith cache.locked(cache.folder() / 'x.lock', 'waiting'): print('in')"


@pytest.fixture
def python(tmp_path):
    """Starts a script with a cache folder of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)}
    return lambda script: subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=environment, text=True,
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture
def holder(python, tmp_path):
    """A process that holds the lock, and the number of the program that it runs meanwhile."""
    started = python(HOLDER)
    pid = tmp_path / "pid"
    while not (pid.exists() and pid.read_text().strip()):
        time.sleep(0.02)
    child = int(pid.read_text())
    yield started, child
    for process in (started.pid, child):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    started.communicate()


def is_locked(folder: Path) -> bool:
    with (folder / "sealed-store" / "x.lock").open() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def test_a_waiting_process_says_at_once_what_it_waits_for(holder, python):
    started, child = holder
    waiter = python(WAITER)
    assert waiter.stderr.readline().rstrip().endswith(f"waiting for process {started.pid}, trying it out")
    os.kill(child, signal.SIGTERM)
    assert waiter.communicate()[0] == "in\n" and waiter.returncode == 0


def test_nobody_waits_for_a_lock_that_is_free(python):
    assert python(WAITER).communicate() == ("in\n", "")


def test_a_lock_outlives_its_killed_holder_for_as_long_as_its_program_works(holder, tmp_path):
    started, child = holder
    started.kill()
    started.wait()
    assert is_locked(tmp_path)
    os.kill(child, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while is_locked(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_locked(tmp_path)


def test_what_is_inherited_is_the_locks_held_now(tmp_path):
    with cache.locked(tmp_path / "y.lock", "trying it out"):
        assert len(cache.held()) == 1
    assert cache.held() == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Failure, match=f"^cannot write to {tmp_path}/file: "), cache.locked(tmp_path / "file/x.lock", "trying"):
        pass


def test_a_relative_cache_folder_is_ignored(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache.folder() == Path.home() / ".cache" / "sealed-store"


@pytest.mark.parametrize("character", ['"', "$", "`", ":", "\\"])
def test_a_cache_folder_from_which_tools_cannot_run_is_refused(monkeypatch, tmp_path, character):
    monkeypatch.setenv("XDG_CACHE_HOME", f"{tmp_path}/a{character}b")
    with pytest.raises(Failure, match="set XDG_CACHE_HOME to another folder"):
        cache.folder()
