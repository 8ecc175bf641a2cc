"""The user's cache folder, for everything that the commands install or keep. Standard library only."""
from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path
from typing import IO

from tools.progress import Failure, step

# pip writes the path of the interpreter between double quotes of a shell into its scripts (distlib's ScriptMaker), a
# colon separates the entries of PATH (venv refuses it) and of a class path, and Maven turns a backslash into a slash.
_REFUSED = '"$`:\\'
_held: list[int] = []


def folder() -> Path:
    """Raises a Failure if its path has a character with which the installed tools do not run."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification: a relative path is to be ignored.
    path = (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "sealed-store"
    for character in _REFUSED:
        if character in str(path):
            raise Failure(f"tools cannot run from {path}, because its path contains {character} - set XDG_CACHE_HOME to "
                          "another folder")
    return path


@contextlib.contextmanager
def locked(file: Path, purpose: str):
    """Holds the lock of this file. A second process reports every 15 s what it waits for.

    purpose: what the holder does, as the waiting process reports it: "installing sam"
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = file.open("r+" if file.exists() else "w+")
    except OSError as error:
        raise Failure(f"cannot write to {file.parent}: {error.strerror}") from None
    with handle:
        _wait_for(handle)
        handle.seek(0)
        handle.truncate()
        handle.write(f"process {os.getpid()}, {purpose}")
        handle.flush()
        _held.append(handle.fileno())
        try:
            yield
        finally:
            _held.remove(handle.fileno())


def held() -> list[int]:
    """The file descriptors of the locks. A program that inherits them holds the locks until it ends, even where the
    command that started it was killed."""
    return list(_held)


def _wait_for(handle: IO[str]) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with step(f"waiting for {handle.read() or 'another command'}"):
            fcntl.flock(handle, fcntl.LOCK_EX)
