"""Runs the command of the deploy module, which shows a change set, judges it, and executes it when told to."""
from __future__ import annotations

import subprocess
from pathlib import Path

from pipeline.deployment import jar
from pipeline.deployment.settings import Settings


def run(settings: Settings, change_set: str, allow: str | None, summary: Path | None, execute: bool = False) -> int:
    """Returns the command's exit status: 0 harmless, 2 refused, others failed."""
    jar.build()
    surroundings = settings.surroundings()
    command = [str(Path(surroundings["JAVA_HOME"]) / "bin" / "java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
               "-cp", jar.CLASS_PATH, "sealedstore.deploy.Main", "judge", "--change-set", change_set]
    if allow:
        command += ["--allow", allow]
    if summary:
        command += ["--summary", str(summary)]
    if execute:
        command.append("--execute")
    return subprocess.run(command, env=surroundings).returncode
