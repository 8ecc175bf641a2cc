"""What the user must install besides Python: a JDK, and Maven or unzip. Finds each, or names it in one line. Standard
library only.

`python3 -m tools.prerequisites` checks all that a build with Maven in this folder needs.
"""
from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tools.progress import Failure, run_main

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


def buildable(folder: str) -> None:
    """Refuses a folder whose path has a character that javac or Maven takes for a separator.

    A colon separates the entries of a class path ("The java Command", --class-path). Maven 3.9 turns a backslash in a
    path into a slash (tried).
    """
    for character in ":\\":
        if character in folder:
            raise Failure(f"Maven cannot build in {folder}, because its path contains {character} - use another folder")


def main(_arguments: list[str]) -> int:
    jdk()
    maven()
    buildable(os.getcwd())
    return 0


if __name__ == "__main__":
    run_main(main)
