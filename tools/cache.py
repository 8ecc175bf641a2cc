"""The user's cache folder, for everything that the commands install or keep. Standard library only."""
from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from tools.progress import Failure


def folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification: a relative path is to be ignored.
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "sealed-store"


@contextlib.contextmanager
def locked(name: str):
    """Holds the lock of this name: a second process waits until the first one leaves or ends."""
    path = folder() / f"{name}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("w")
    except OSError as error:
        raise Failure(f"cannot write to the cache folder {folder()}: {error.strerror}") from None
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
