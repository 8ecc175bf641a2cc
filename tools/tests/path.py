"""Programs on a PATH of a test's own."""
import shutil
from pathlib import Path


def path_of(folder: Path, *programs: str) -> str:
    """A PATH with these programs of this machine and no others."""
    for program in programs:
        (folder / program).symlink_to(shutil.which(program))
    return str(folder)


def executable(file: Path, script: str = "") -> None:
    """Writes a program that runs these lines of shell."""
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
