"""What the user must install besides Python: a JDK, and Maven or unzip. Finds each, or names it in one line. Standard
library only.
"""
from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tools.progress import Failure

_FIND_JDK = Path(__file__).resolve().parent / "find-jdk"
_WRAPPER = Path(__file__).resolve().parents[1] / "mvnw"


def jdk() -> str:
    """The home of a JDK 25, as find-jdk finds it."""
    found = subprocess.run([str(_FIND_JDK)], capture_output=True, text=True)
    if found.returncode:
        raise Failure(found.stderr.strip())
    return found.stdout.strip()


def maven() -> str:
    """The Maven on PATH; without one the Maven wrapper, which downloads the version of .mvn/wrapper and checks it."""
    found = shutil.which("mvn")
    if not found and not shutil.which("unzip"):
        raise Failure("no mvn on PATH, and no unzip for the Maven wrapper: install Maven 3.8 or newer, or unzip")
    return found or str(_WRAPPER)
