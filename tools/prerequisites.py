"""What the user must install besides Python: a JDK and Maven. Finds each, or names it in one line. Standard library only."""
from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tools.progress import Failure

_FIND_JDK = Path(__file__).resolve().parent / "find-jdk"


def jdk() -> str:
    """The home of a JDK 25, as find-jdk finds it."""
    found = subprocess.run([str(_FIND_JDK)], capture_output=True, text=True)
    if found.returncode:
        raise Failure(found.stderr.strip())
    return found.stdout.strip()


def maven() -> str:
    found = shutil.which("mvn")
    if not found:
        raise Failure("no mvn on PATH: install Maven 3.8 or newer")
    return found
