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

import hashlib
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tools import cache, environment, prerequisites
from tools.progress import Failure, run_main, step

_HERE = Path(__file__).resolve().parent
REQUIREMENTS = _HERE / "requirements"
RUNTIME_CLIENT = "runtime-client"
PURE_JAVA = _HERE / RUNTIME_CLIENT / "pure-java"
_COMPLETE = "complete"


def names() -> list[str]:
    return sorted(lock.stem for lock in REQUIREMENTS.glob("*.txt")) + [RUNTIME_CLIENT]


def tool(name: str) -> Path:
    """Installs the tool unless it is installed, and returns the folder of its programs or jars."""
    if name == RUNTIME_CLIENT:
        return _installed(name, [_HERE / RUNTIME_CLIENT / "pom.xml", *sorted(PURE_JAVA.iterdir())], "", _make_runtime_client)
    python = f"{sys.base_prefix} {platform.python_version()} {platform.machine()}"
    lock = REQUIREMENTS / f"{name}.txt"
    if not lock.is_file():
        raise Failure(f"no tool is called {name}: there are {', '.join(names())}")
    return _installed(name, [lock], python, lambda folder: _make_venv(folder, lock)) / "bin"


def _installed(name: str, pins: list[Path], platform_key: str, make) -> Path:
    """The folder that `make` fills; created again when a pin changed or an earlier attempt did not finish."""
    key = hashlib.sha256(platform_key.encode() + b"".join(pin.read_bytes() for pin in pins)).hexdigest()[:16]
    folder = cache.folder() / "tools" / f"{name}-{key}"
    if (folder / _COMPLETE).exists():
        return folder
    with cache.locked(f"tools/{name}", f"installing {name}"):
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
    # The lock holds every dependency. Without --no-deps, older pips fail on one locked with an extra (boto3[crt]).
    _run([str(folder / "bin" / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
          "--no-input", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)],
         f"pip could not install {lock.name}")


def _make_runtime_client(folder: Path) -> None:
    """The jars, their native libraries unpacked into jni/, and Java replacements of these compiled into pure-java/."""
    jdk = prerequisites.jdk()
    _run([prerequisites.maven(), "-B", "-q", "-ntp", "-f", str(_HERE / RUNTIME_CLIENT / "pom.xml"), "dependency:copy-dependencies",
          f"-DoutputDirectory={folder}"],
         "Maven could not download the runtime interface client", JAVA_HOME=jdk)
    for jar in folder.glob("aws-lambda-java-runtime-interface-client-*.jar"):
        with zipfile.ZipFile(jar) as archive:
            archive.extractall(folder, [entry for entry in archive.namelist() if entry.startswith("jni/")])
    _run([f"{jdk}/bin/javac", "--release", "25", "-cp", f"{folder}/*", "-d", str(folder / "pure-java"),
          *map(str, PURE_JAVA.iterdir())], f"javac could not compile {PURE_JAVA}")


def _run(command: list[str], failure: str, **variables: str) -> None:
    done = subprocess.run(command, env={**environment.of_user(), **variables}, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
        reason = next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "it said nothing")
        raise Failure(f"{failure}: {reason}")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise Failure(f"usage: python3 -m tools.install NAME, where NAME is one of {', '.join(names())}")
    print(tool(arguments[0]))
    return 0


if __name__ == "__main__":
    run_main(main)
