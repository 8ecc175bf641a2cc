#!/usr/bin/env python3
"""Installs the tools that the commands of this project use, pinned and outside of the checkout.

    python3 local/tools.py NAME

prints the folder of the tool's programs (for runtime-client: of its jars). Progress goes to standard error. What is
there already is used as it is, without any network. Everything lives below ${XDG_CACHE_HOME:-~/.cache}/sealed-store;
deleting that folder is safe at any time.

A Python tool is a virtual environment made from a lock file of local/requirements. To change one, edit its .in file,
then, with uv (https://docs.astral.sh/uv/) installed:

    cd local/requirements
    uv pip compile --universal --python-version 3.10 --generate-hashes NAME.in -o NAME.txt

Standard library only: this runs before anything is installed.
"""
from __future__ import annotations

import sys

sys.dont_write_bytecode = True

import contextlib
import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import zipfile
from pathlib import Path

from progress import Failure, run_main, step

LOCAL = Path(__file__).resolve().parent
REQUIREMENTS = LOCAL / "requirements"
RUNTIME_CLIENT = "runtime-client"
PURE_JAVA = LOCAL / RUNTIME_CLIENT / "pure-java"
OLDEST_PYTHON = (3, 10)
_COMPLETE = "complete"


def cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification: a relative path is to be ignored.
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "sealed-store"


def names() -> list[str]:
    return sorted(lock.stem for lock in REQUIREMENTS.glob("*.txt")) + [RUNTIME_CLIENT]


def install(name: str) -> Path:
    """Installs the tool unless it is there, and returns the folder of its programs or jars."""
    if name == RUNTIME_CLIENT:
        return _installed(name, [LOCAL / RUNTIME_CLIENT / "pom.xml", *sorted(PURE_JAVA.iterdir())], "", _make_runtime_client)
    python = f"{sys.base_prefix} {platform.python_version()} {platform.machine()}"
    lock = REQUIREMENTS / f"{name}.txt"
    if not lock.is_file():
        raise Failure(f"no tool is called {name}: there are {', '.join(names())}")
    return _installed(name, [lock], python, lambda folder: _make_venv(folder, lock)) / "bin"


def find_jdk() -> str:
    """The home of a JDK 25, as find-jdk has it."""
    found = subprocess.run([str(LOCAL / "find-jdk")], capture_output=True, text=True)
    if found.returncode:
        raise Failure(found.stderr.strip())
    return found.stdout.strip()


def find_maven() -> str:
    maven = shutil.which("mvn")
    if not maven:
        raise Failure("no mvn on PATH: install Maven 3.8 or newer")
    return maven


def user_environment() -> dict[str, str]:
    """The user's environment without what would change what Python, pip, AWS or SAM do."""
    dropped = ("AWS_", "PYTHON", "SAM_", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV",
               "PIP_REQUIREMENT", "PIP_CONSTRAINT", "VIRTUAL_ENV")
    return {key: value for key, value in os.environ.items() if not key.startswith(dropped)}


@contextlib.contextmanager
def locked(name: str):
    """Holds the lock of this name: a second process waits until the first has left, however it left."""
    path = cache() / f"{name}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("w")
    except OSError as error:
        raise Failure(f"cannot write to the cache folder {cache()}: {error.strerror}") from None
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _installed(name: str, pins: list[Path], platform_key: str, make) -> Path:
    """The folder that `make` fills, made anew when a pin changed or an earlier attempt did not finish."""
    key = hashlib.sha256(platform_key.encode() + b"".join(pin.read_bytes() for pin in pins)).hexdigest()[:16]
    folder = cache() / "tools" / f"{name}-{key}"
    if (folder / _COMPLETE).exists():
        return folder
    with locked(f"tools/{name}"):
        if not (folder / _COMPLETE).exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            with step(f"installing {name} into {folder} (once)"):
                make(folder)
            (folder / _COMPLETE).touch()
    return folder


def _make_venv(folder: Path, lock: Path) -> None:
    _run([sys.executable, "-I", "-m", "venv", str(folder)],
         "python3 cannot make a virtual environment: install its venv module (Debian, Ubuntu: apt install python3-venv)")
    # The lock holds every dependency. Without --no-deps, older pips stumble over one locked with an extra (boto3[crt]).
    _run([str(folder / "bin" / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
          "--no-input", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)],
         f"pip could not install {lock.name}")


def _make_runtime_client(folder: Path) -> None:
    """The jars, their native libraries unpacked into jni/, and what stands in for these compiled into pure-java/."""
    jdk = find_jdk()
    _run([find_maven(), "-B", "-q", "-ntp", "-f", str(LOCAL / RUNTIME_CLIENT / "pom.xml"), "dependency:copy-dependencies",
          f"-DoutputDirectory={folder}"],
         "Maven could not download the runtime interface client", JAVA_HOME=jdk)
    for jar in folder.glob("aws-lambda-java-runtime-interface-client-*.jar"):
        with zipfile.ZipFile(jar) as archive:
            archive.extractall(folder, [entry for entry in archive.namelist() if entry.startswith("jni/")])
    _run([f"{jdk}/bin/javac", "--release", "25", "-cp", f"{folder}/*", "-d", str(folder / "pure-java"),
          *map(str, PURE_JAVA.iterdir())], f"javac could not compile {PURE_JAVA}")


def _run(command: list[str], failure: str, **environment: str) -> None:
    done = subprocess.run(command, env={**user_environment(), **environment}, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
        reason = next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "it said nothing")
        raise Failure(f"{failure}: {reason}")


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise Failure(f"python3 is {platform.python_version()}: install Python 3.10 or newer")


def main(arguments: list[str]) -> int:
    check_python()
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise Failure(f"usage: python3 local/tools.py NAME, where NAME is one of {', '.join(names())}")
    print(install(arguments[0]))
    return 0


if __name__ == "__main__":
    run_main(main)
