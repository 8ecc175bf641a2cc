"""Installs the tools that the commands of this project use, pinned and outside the checkout.

    python3 -m tools.install NAME

prints the folder of the tool's programs (for runtime-client: of its jars). Progress goes to standard error. An
installed tool is used without network access. Everything is below ${XDG_CACHE_HOME:-~/.cache}/sealed-store; you can
delete that folder at any time.

A Python tool is a virtual environment made from a lock file of tools/requirements. To change one, edit its .in file,
then, with uv (https://docs.astral.sh/uv/) installed:

    cd tools/requirements
    uv pip compile --universal --python-version 3.10 --generate-hashes NAME.in -o NAME.txt

Standard library only: this runs before anything is installed.
"""
from __future__ import annotations

import contextlib
import hashlib
import platform
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tools import cache, disk, prerequisites
from tools.downloads import Downloads, side_by_side
from tools.progress import Failure, run_main

_HERE = Path(__file__).resolve().parent
REQUIREMENTS = _HERE / "requirements"
RUNTIME_CLIENT = "runtime-client"
PURE_JAVA = _HERE / RUNTIME_CLIENT / "pure-java"
_COMPLETE = "complete"
# Python compiles what these programs import, when they first run: a third of what they have. The others run with -B.
_COMPILED_WHEN_IMPORTED = ("checkov", "lint", "sam")


class Tool(NamedTuple):
    """A tool, installed or not. make fills its folder, which is made again when a pin changes."""
    name: str
    folder: Path
    programs: Path
    make: Callable[[Path, Downloads], None]

    def is_installed(self) -> bool:
        return (self.folder / _COMPLETE).exists()

    def install(self, downloads: Downloads) -> None:
        """From nothing, since an earlier attempt may have been interrupted."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.make(self.folder, downloads)
        (self.folder / _COMPLETE).touch()


def names() -> list[str]:
    return sorted(lock.stem for lock in REQUIREMENTS.glob("*.txt")) + [RUNTIME_CLIENT]


def tool(name: str) -> Path:
    """Installs the tool unless it is installed, and returns the folder of its programs or jars."""
    return tools(name)[0]


def tools(*wanted: str, meanwhile: dict[str, Callable[[Downloads], None]] | None = None) -> list[Path]:
    """Installs those that are missing side by side, and returns the folder of each.

    meanwhile: what else to do at the same time, by name, if a tool is missing
    """
    known = [_known(name) for name in wanted]
    install(known, meanwhile or {})
    return [each.programs for each in known]


def install(known: list[Tool], meanwhile: dict[str, Callable[[Downloads], None]]) -> None:
    missing = sorted((each for each in known if not each.is_installed()), key=lambda each: each.name)
    with contextlib.ExitStack() as locks:
        for each in missing:  # in the order of their names, so that two commands do not wait for each other
            locks.enter_context(cache.locked(cache.folder() / "tools" / f"{each.name}.lock", f"installing {each.name}"))
        jobs = {each.name: each.install for each in missing if not each.is_installed()}
        if jobs:
            side_by_side(f"installing {', '.join(jobs)} (once)", {**jobs, **meanwhile})


def _known(name: str) -> Tool:
    if name == RUNTIME_CLIENT:
        folder = _folder(name, [_HERE / RUNTIME_CLIENT / "pom.xml", *sorted(PURE_JAVA.iterdir())], "")
        return Tool(name, folder, folder, _make_runtime_client)
    lock = REQUIREMENTS / f"{name}.txt"
    if not lock.is_file():
        raise Failure(f"no tool is called {name}: there are {', '.join(names())}")
    folder = _folder(name, [lock], f"{sys.base_prefix} {platform.python_version()} {platform.machine()}")
    return Tool(name, folder, folder / "bin", lambda target, downloads: _make_venv(target, lock, downloads))


def _folder(name: str, pins: list[Path], platform_key: str) -> Path:
    key = hashlib.sha256(platform_key.encode() + b"".join(pin.read_bytes() for pin in pins)).hexdigest()[:16]
    return cache.folder() / "tools" / f"{name}-{key}"


def _make_venv(folder: Path, lock: Path, downloads: Downloads) -> None:
    temporary = folder / "temporary"  # venv and pip leave their files where they are interrupted
    temporary.mkdir()
    _run(downloads, [sys.executable, "-I", "-m", "venv", str(folder)],
         "python3 cannot make a virtual environment: install its venv module (Debian, Ubuntu: apt install python3-venv)",
         TMPDIR=str(temporary))
    # The lock holds every dependency. Without --no-deps, older pips fail on one locked with an extra (boto3[crt]).
    _run(downloads, [str(folder / "bin" / "python"), "-I", "-m", "pip", "install", "--disable-pip-version-check",
                     "--progress-bar", "off", "--no-input", "--no-deps", "--require-hashes", "--only-binary", ":all:",
                     "--requirement", str(lock), *(["--no-compile"] if lock.stem in _COMPILED_WHEN_IMPORTED else [])],
         f"pip could not install {lock.name}", TMPDIR=str(temporary))
    shutil.rmtree(temporary, ignore_errors=True)


def _make_runtime_client(folder: Path, downloads: Downloads) -> None:
    """The jars, their native libraries unpacked into jni/, and Java replacements of these compiled into pure-java/."""
    jdk = prerequisites.jdk()
    _run(downloads, [prerequisites.maven(), "-B", "-f", str(_HERE / RUNTIME_CLIENT / "pom.xml"),
                     "dependency:copy-dependencies", f"-DoutputDirectory={folder}"],
         "Maven could not download the runtime interface client", JAVA_HOME=jdk)
    for jar in folder.glob("aws-lambda-java-runtime-interface-client-*.jar"):
        with zipfile.ZipFile(jar) as archive:
            archive.extractall(folder, [entry for entry in archive.namelist() if entry.startswith("jni/")])
    _run(downloads, [f"{jdk}/bin/javac", "--release", "25", "-cp", f"{folder}/*", "-d", str(folder / "pure-java"),
                     *map(str, PURE_JAVA.iterdir())], f"javac could not compile {PURE_JAVA}")


def _run(downloads: Downloads, command: list[str], failure: str, **variables: str) -> None:
    status, lines = downloads.run(command, **variables)
    if status and disk.shortage():  # which is added to the first line; programs say something else
        raise Failure(failure.partition(":")[0])
    if status:
        reason = next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "it said nothing")
        raise Failure(f"{failure}: {reason}")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise Failure(f"usage: python3 -m tools.install NAME, where NAME is one of {', '.join(names())}")
    print(tool(arguments[0]))
    return 0


if __name__ == "__main__":
    run_main(main)
