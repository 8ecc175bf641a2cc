"""Builds the command of the deploy module, unless what it would make is there already."""
from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tools import prerequisites
from tools.progress import Failure, step

_ROOT = Path(__file__).resolve().parents[2]
_MODULE = _ROOT / "deploy"
_JAR = _MODULE / "target" / "deploy.jar"
CLASS_PATH = f"{_JAR}:{_MODULE / 'target' / 'lib'}/*"


def build() -> None:
    sources = [_ROOT / "pom.xml", _MODULE / "pom.xml", *(_MODULE / "src" / "main").rglob("*")]
    if _JAR.exists() and _JAR.stat().st_mtime >= max(source.stat().st_mtime for source in sources):
        return
    maven = prerequisites.maven()
    with step("building the change-set guard"):
        done = subprocess.run([maven, "-B", "-q", "-ntp", "-DskipTests", "-pl", "deploy", "package"], cwd=_ROOT,
                              env={**os.environ, "JAVA_HOME": prerequisites.jdk()}, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise Failure(f"the change-set guard does not build:\n{done.stdout[-2000:]}")
    _JAR.touch()  # Maven leaves it as it is when no class has changed
