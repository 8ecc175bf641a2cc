"""Says where a disk is full: the programs that fail for it often do not. Standard library only."""
from __future__ import annotations

import os
import shutil
from pathlib import Path

_LEAST_BYTES = 50_000_000  # less than any tool or build needs


def shortage() -> str:
    """What to add to an error; empty if the cache folder, the temporary folder and the checkout have room."""
    for folder in (os.environ.get("XDG_CACHE_HOME") or Path.home(), os.environ.get("TMPDIR") or "/tmp", Path.cwd()):
        try:
            free = shutil.disk_usage(folder).free
        except OSError:
            continue
        if free < _LEAST_BYTES:
            return f" (the disk of {folder} is full: {free // 1_000_000} MB are free)"
    return ""
