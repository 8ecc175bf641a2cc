"""A copy of the checkout, built, whose template a test may change: the commands run in it as a user runs them."""
from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from samtranslator.yaml_helper import yaml_parse

from local.launcher import environments
from local.launcher.build import build
from pipeline.deployment import jar

ROOT = Path(__file__).resolve().parents[2]
_COPIED = ("template.yaml", "samconfig.toml", "pom.xml", "Makefile", "tools", "pipeline", "deploy", ".aws-sam/build")
_LEFT_OUT = shutil.ignore_patterns("tests", "__pycache__", "test", "test-classes", "site")


class Checkout:
    def __init__(self, folder: Path, endpoint: str):
        self.folder = folder
        self.summary = folder / "summary.md"
        self._environment = {**environments.of_command(endpoint), "NO_PROXY": "127.0.0.1", "TMPDIR": str(folder)}
        build()
        jar.build()
        for name in _COPIED:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            (folder / name).parent.mkdir(exist_ok=True)
            copy(source, folder / name, **({"ignore": _LEFT_OUT} if source.is_dir() else {}))
        self._template = folder / ".aws-sam" / "build" / "template.yaml"
        self._original = yaml_parse(self._template.read_text())

    def template(self) -> dict:
        """The built template, to be changed."""
        return json.loads(json.dumps(self._original))

    def code(self, function: str) -> Path:
        return self.folder / ".aws-sam" / "build" / function

    def plan(self, environment: str, template: dict | None = None, *options: str) -> subprocess.CompletedProcess:
        self._template.write_text(json.dumps(template or self._original))
        return self.run("plan", environment, "--built", *options)

    def run(self, command: str, environment: str, *options: str, answer: str = "") -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, "-E", "-B", str(self.folder / "pipeline" / "environment.py"), command,
                               environment, *options], env=self._environment, input=answer, text=True,
                              capture_output=True)


def replaced(value, old, new):
    """A copy of a template with every occurrence of one value replaced by another."""
    if value == old:
        return new
    if isinstance(value, dict):
        return {name: replaced(each, old, new) for name, each in value.items()}
    if isinstance(value, list):
        return [replaced(each, old, new) for each in value]
    return value
